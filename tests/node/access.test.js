// readableAll and writableAll are those of net, and what net does without them is what happens here.
const fs = require('fs')
const net = require('net')
const test = require('../conformance/support/test')
const { Pipe } = require('../conformance/subject')
const { socketPath } = require('../conformance/support/directory')

const choices = [
  {},
  { readableAll: true },
  { writableAll: true },
  { readableAll: true, writableAll: true },
  { readableAll: false, writableAll: false }
]

/** The mode of the file while `server` listens with `options` under a umask. */
async function modeOf(t, server, options, mask) {
  const path = socketPath(t)
  const before = process.umask(mask)
  server.listen({ path, ...options })
  process.umask(before)
  const { mode } = fs.lstatSync(path)
  await new Promise((resolve) => server.close(resolve))
  return (mode & 0o7777).toString(8)
}

for (const mask of [0, 0o022, 0o077, 0o177, 0o777]) {
  test(`the modes that net makes under the umask ${mask.toString(8)}`, async (t) => {
    for (const options of choices) {
      const expected = await modeOf(t, net.createServer(), options, mask)
      t.is(await modeOf(t, new Pipe.Server(), options, mask), expected, JSON.stringify(options))
    }
  })
}
