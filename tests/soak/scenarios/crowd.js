const { Pipe } = require('../../conformance/subject')

/** A hundred and more connect at once to a server that is closed when the last of them has come. */
module.exports = async function crowd(run) {
  const size = run.random.between(20, 200)
  const path = run.path()
  const server = Pipe.createServer((pipe) => {
    pipe.on('error', (err) => run.fail(`of the server: ${err.message}`))
    pipe.on('data', (chunk) => pipe.write(chunk)).on('end', () => pipe.end())
    if (++accepted === size) server.close()
  })
  let accepted = 0
  server.listen(path, run.random.pick([8, 511]))
  const gone = new Promise((resolve) => server.once('close', resolve))
  const clients = Array.from({ length: size }, () => visit(run, path))
  await Promise.all(clients)
  await gone
  run.equal(accepted, size, 'connections')
}

async function visit(run, path) {
  const pipe = run.watch(await connected(run, path))
  const key = run.random.next()
  const sender = run.sender(pipe, key)
  const received = run.verify(pipe, key)
  const amount = run.random.size(1, 2000)
  sender.flood(amount, 200)
  pipe.end()
  await run.settled(pipe, sender)
  run.equal(received.position, amount, 'bytes came back')
}

/* On a busy machine a server may let its clients wait for longer than they do. */
async function connected(run, path) {
  for (;;) {
    const pipe = new Pipe(path)
    const err = await new Promise((resolve) => {
      pipe.once('connect', () => resolve(null)).on('error', resolve)
    })
    if (err === null) return pipe
    if (err.code !== 'EAGAIN') throw err
  }
}
