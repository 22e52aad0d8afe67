const { turns } = require('../streams')

const BROKEN = ['ECONNRESET', 'EPIPE']

/** Destroyed at any moment, with a connect, writes and reads under way; the other end as well. */
module.exports = async function abandon(run) {
  const { random } = run
  const service = random.pick(['echo', 'exchange', 'source', 'cut'])
  const up = run.amount()
  const header = run.header(service, { up, down: run.amount(), breaks: true })
  const pipe = run.connect(header, {}, ...BROKEN)
  const sender = run.sender(pipe, header.upKey, header.kind)
  const key = service === 'echo' ? header.upKey : header.downKey
  run.verify(pipe, key, header.kind)
  pipe.on('end', () => pipe.end())
  if (service !== 'source') sender.flood(header.up)
  await turns(random.below(6))
  if (service !== 'cut' || random.chance(0.3)) pipe.destroy()
  await run.settled(pipe, sender, { mayFail: true })
}
