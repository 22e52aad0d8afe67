const { Pipe } = require('../../conformance/subject')

/** Listeners and callbacks that throw: everything else goes on as if they had not. */
module.exports = async function exceptions(run) {
  const { random, stage } = run
  const path = run.path()
  const server = new Pipe.Server()
  const thrown = []
  const fail = () => {
    thrown.push(stage.exceptions.expect())
    throw thrown.at(-1)
  }
  // The first listener counts and answers; the last one throws.
  server.on('connection', (pipe) => {
    pipe.on('error', (err) => run.fail(`of the server: ${err.message}`))
    pipe.on('data', (chunk) => pipe.write(chunk)).on('end', () => pipe.end())
    pipe.on(random.pick(['data', 'end', 'finish', 'close']), fail)
  })
  server.on('connection', () => random.chance(0.5) && fail())
  server.listen(path)

  const pipe = run.watch(new Pipe(path))
  const key = random.next()
  const received = run.verify(pipe, key)
  const sender = run.sender(pipe, key)
  const settled = run.settled(pipe, sender)
  pipe.on(random.pick(['open', 'connect', 'data', 'end', 'finish', 'close']), fail)
  sender.flood(run.amount(50000))
  pipe.write(sender.sequence.take(4), () => fail())
  pipe.end()
  await settled
  run.equal(received.position, sender.sequence.position, 'bytes came back')
  const gone = new Promise((resolve) => server.once('close', resolve))
  server.on('close', fail)
  server.close()
  await gone
  await stage.exceptions.settled(thrown)
}
