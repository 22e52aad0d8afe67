// What the runners of tests do: a package's files are dropped from the cache and loaded again.
const path = require('path')
const test = require('../conformance/support/test')
const { shell } = require('../conformance/support/child')

const fixture = path.join(__dirname, 'fixtures', 'loads-anew.js')

test('loaded anew in one process, pipes of each class work, and with each other', async (t) => {
  const { code, signal, stderr, lines } = await shell(`exec '${process.execPath}' '${fixture}'`)
  t.alike([code, signal, stderr], [0, 0, ''])
  const [{ different, heard }] = lines
  t.is(different, 20, 'different classes')
  t.alike(
    heard,
    Array.from({ length: 20 }, (_, i) => String(i))
  )
})
