const { AbortController } = require('../../conformance/support/platform')
const { Pipe } = require('../../conformance/subject')
const { greet } = require('../greeting')
const { turns } = require('../streams')

/** Signals that abort before, during and after a connection, or never and for many of them. */
module.exports = async function signals(run) {
  const { random, stage } = run
  const controller = new AbortController()
  const lasting = random.chance(0.4)
  const signal = lasting ? random.pick(stage.lastingSignals) : controller.signal
  const reason = Object.assign(new Error('enough'), { code: 'ENOUGH' })
  const early = !lasting && random.chance(0.2)
  if (early) controller.abort(reason)

  const header = run.header('echo', { up: run.amount(), breaks: !lasting })
  const path = random.pick(stage.addresses).streams
  const pipe = run.watch(Pipe.createConnection({ path, signal }), 'ENOUGH')
  const received = run.verify(pipe, header.upKey, header.kind)
  const sender = run.sender(pipe, header.upKey, header.kind)
  greet(pipe, header)
  sender.flood(header.up)
  if (lasting) pipe.end()
  else await turns(random.below(8))
  if (!early) controller.abort(reason)
  await run.settled(pipe, sender, { mayFail: !lasting })
  if (lasting) run.equal(received.position, header.up, 'bytes came back')
  await server(run)
}

/* A server that its signal closes, with or without having listened. */
async function server(run) {
  const controller = new AbortController()
  const early = run.random.chance(0.3)
  if (early) controller.abort()
  const server = Pipe.createServer()
  server.on('error', (err) => run.fail(err.message))
  const gone = new Promise((resolve) => server.once('close', resolve))
  server.listen({ path: run.path(), signal: controller.signal })
  await turns(run.random.below(2))
  if (!early) controller.abort()
  await gone
}
