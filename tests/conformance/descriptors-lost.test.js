// A pipe owns its descriptor. A program that closes it all the same, with the pipe none the wiser,
// has an error or a silent pipe of it, never a process that is gone.
const test = require('./support/test')
const { socketPath, temporaryDirectory } = require('./support/directory')
const { run } = require('./support/child')

const moments = [
  'at once',
  'at rest',
  'while reading',
  'with data waiting',
  'in a large write',
  'between its halves',
  'after the peer'
]
for (const moment of moments) {
  test(`O3 D1 a descriptor that is closed underneath ${moment}, and what takes its place`, async (t) => {
    const args = [moment, `${temporaryDirectory(t)}/file`]
    const { code, signal, stderr, lines } = await run('loses.js', args)
    t.alike([code, signal, stderr], [0, 0, ''], `after ${JSON.stringify(lines.at(-1))}`)
    t.is(lines.length, 80, 'of each kind, in each way of going on, with and without ipc')
    for (const { place, way, ipc, log, goesOn } of lines) {
      const about = `${place}, ${way}${ipc ? ', ipc' : ''}: ${log}`
      t.is(log.filter((entry) => entry === 'close').length, 1, about)
      t.is(log.at(-1), 'close', about)
      t.ok(log.length <= 2, about)
      t.is(goesOn, 'still here', about)
      if (moment !== 'at once' || way !== 'resume') continue
      if (!['nothing', 'a file', 'a directory'].includes(place)) continue
      t.alike(log, ['error:EBADF', 'close'], `lost before it was read: ${about}`)
    }
  })
}

for (const moment of ['at once', 'later']) {
  for (const place of ['nothing', 'a file']) {
    test(`V7 V5 a server's descriptor that is closed underneath ${moment}, ${place} in its place`, async (t) => {
      const args = [moment, place, socketPath(t)]
      const { code, signal, stderr, lines } = await run('loses-listener.js', args)
      t.alike([code, signal, stderr], [0, 0, ''])
      const error = moment === 'at once' ? ['error:EBADF'] : []
      t.alike(lines, [{ log: ['listening', ...error, 'close'], again: true }])
    })
  }
}
