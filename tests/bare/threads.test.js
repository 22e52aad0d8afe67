// Threads: an environment each, which may end at any moment.
const path = require('bare-path')
const os = require('bare-os')
const test = require('../conformance/support/test')
const { shell } = require('../conformance/support/child')
const { temporaryDirectory } = require('../conformance/support/directory')

const script = path.join(__dirname, 'fixtures/threads.js')

test('D1 V10 threads end with work in flight, and nothing is left behind', async (t) => {
  const line = `exec '${os.execPath()}' '${script}' '${temporaryDirectory(t)}'`
  const { code, signal, stderr, lines } = await shell(line)
  t.alike([code, signal, stderr], [0, 0, ''])
  t.alike(lines, [{ left: [], balanced: true }])
})
