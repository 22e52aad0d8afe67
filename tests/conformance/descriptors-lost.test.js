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
const places = ['nothing', 'a file', 'a directory', 'another socket', 'the end of a pipe']

for (const moment of moments) {
  test(`O3 D1 a descriptor that is closed underneath ${moment}, and what takes its place`, async (t) => {
    const directory = temporaryDirectory(t)
    const runs = places.map((place, i) => run('loses.js', [moment, place, `${directory}/${i}`]))
    for (const [i, { code, signal, stderr, lines }] of (await Promise.all(runs)).entries()) {
      t.alike([code, signal, stderr], [0, 0, ''], places[i])
      t.is(lines.length, 16, 'in each way of going on')
      for (const { ipc, name, log, goesOn } of lines) {
        const about = `${places[i]}, ${name}${ipc ? ', ipc' : ''}: ${log}`
        t.is(log.filter((entry) => entry === 'close').length, 1, about)
        t.is(log.at(-1), 'close', about)
        t.ok(log.length <= 2, about)
        t.is(goesOn, 'still here', about)
      }
    }
  })
}

test('O3 what is lost before it is read is an error', async (t) => {
  for (const place of ['nothing', 'a file', 'a directory']) {
    const file = `${temporaryDirectory(t)}/file`
    const { lines } = await run('loses.js', ['at once', place, file])
    const { log } = lines.find(({ name, ipc }) => name === 'resume' && !ipc)
    t.alike(log, ['error:EBADF', 'close'], place)
  }
})

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
