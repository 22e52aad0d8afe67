const { Pipe } = require('../../conformance/subject')
const { closed, first } = require('../streams')

const BROKEN = ['ECONNRESET', 'EPIPE']

/**
 * Has a visitor, which `start(path, onerror)` starts, send bytes back; or stops it in the middle of
 * that, wherever it is.
 */
module.exports = async function visit(run, start) {
  const stops = run.random.chance(0.4)
  const server = Pipe.createServer()
  const path = run.path()
  const arrived = new Promise((resolve) => server.once('connection', resolve))
  server.listen(path)
  const visitor = start(path, (err) => run.fail(`the visitor: ${err.stack}`))
  const pipe = run.watch(await arrived, ...(stops ? BROKEN : []))
  const serverClosed = new Promise((resolve) => server.close(resolve))

  const key = run.random.next()
  const received = run.verify(pipe, key)
  const sender = run.sender(pipe, key)
  const amount = run.amount()
  if (stops) await cutShort(pipe, sender, amount, visitor)
  else await sender.send(amount)
  pipe.end()
  await closed(pipe)
  await visitor.ended()
  await run.settled(pipe, sender, { mayFail: stops })
  if (!stops) run.equal(received.position, amount, 'bytes came back')
  await serverClosed
}

async function cutShort(pipe, sender, amount, visitor) {
  const answered = first(pipe, 'data')
  sender.flood(amount)
  await answered
  visitor.stop()
}
