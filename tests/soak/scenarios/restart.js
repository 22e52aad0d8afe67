const { exists } = require('../../conformance/support/directory')
const { Pipe } = require('../../conformance/subject')

/** A server is replaced by its successor on the same path, while its last clients are still there. */
module.exports = async function restart(run) {
  const path = run.path()
  const generations = []
  const visits = []
  for (let i = run.random.between(2, 5); i > 0; i--) {
    const server = Pipe.createServer((pipe) => {
      pipe.on('error', (err) => run.fail(`of the server: ${err.message}`))
      pipe.pipe(pipe)
    })
    server.listen(path)
    const clients = Array.from({ length: run.random.between(1, 8) }, () => client(run, path))
    await Promise.all(clients.map(({ connected }) => connected))
    visits.push(...clients.map(({ done }) => done))
    generations.push(new Promise((resolve) => server.close(resolve)))
  }
  if (exists(path)) run.fail('the file of a closed server is still there')
  await Promise.all([...visits, ...generations])
  if (exists(path)) run.fail('the file of a closed server is there again')
}

function client(run, path) {
  const pipe = run.watch(new Pipe(path))
  const connected = new Promise((resolve) => pipe.once('data', resolve))
  return { connected, done: talk(run, pipe, connected) }
}

/* An answer tells that the connection is one of this server's, and not only in its backlog. */
async function talk(run, pipe, connected) {
  const key = run.random.next()
  const amount = run.random.size(10, 20000)
  const received = run.verify(pipe, key)
  const sender = run.sender(pipe, key)
  sender.flood(5, 5)
  await connected
  await sender.send(amount)
  pipe.end()
  await run.settled(pipe, sender)
  run.equal(received.position, sender.sequence.position, 'bytes came back')
}
