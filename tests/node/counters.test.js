// How the engine represents what the classes count.
const fs = require('fs')
const path = require('path')
const test = require('../conformance/support/test')
const { shell } = require('../conformance/support/child')
const { temporaryDirectory } = require('../conformance/support/directory')

const fixture = path.join(__dirname, 'fixtures', 'moves.js')

test('code that counts bytes stays compiled beyond two GiB', { timeout: 130000 }, async (t) => {
  const log = `${temporaryDirectory(t)}/log`
  const flags = `--trace-deopt --redirect-code-traces --redirect-code-traces-to=${log}`
  const command = `exec '${process.execPath}' ${flags} '${fixture}'`
  const { code, stdout, stderr } = await shell(command, { timeout: 120000 })
  t.alike([code, stderr], [0, ''])
  const line = stdout.split('\n').find((text) => text.startsWith('['))
  const [read, written, moved] = JSON.parse(line)
  t.alike([read, written], [moved, moved])
  const bailouts = fs
    .readFileSync(log, 'utf8')
    .split('\n')
    .filter((text) => text.includes('bailout'))
  t.ok(bailouts.length > 0, 'the engine tells what it compiles anew')
  t.alike(
    bailouts.filter((text) => text.includes('reason: overflow')),
    []
  )
})
