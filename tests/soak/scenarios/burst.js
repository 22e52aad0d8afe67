const Random = require('../random')
const { first } = require('../streams')
const { Pipe } = require('../../conformance/subject')

/** Many handles at once, some of which nobody claims, with their bytes right behind them. */
module.exports = async function burst(run) {
  const { random } = run
  const actions = Array.from({ length: random.between(5, 50) }, () => {
    return random.pick(['outlet', 'outlet', 'ignore'])
  })
  const header = run.header('handles', { actions, down: random.size(1, 3000) })
  const channel = run.connect(header, { ipc: true })
  await first(channel.resume(), 'data')
  const readers = actions.map((action, index) => {
    const [read, write] = Pipe.pipe()
    const outlet = run.watch(new Pipe(write, { eagerOpen: false }))
    const reader = run.watch(new Pipe(read))
    const received = run.verify(reader, Random.derive(header.upKey, index))
    channel.write('b', outlet, (err) => {
      if (err) run.fail(`a handle could not be sent: ${err.message}`)
      outlet.destroy()
    })
    return { reader, received, expected: action === 'outlet' ? header.down : 0 }
  })
  channel.end()
  await run.settled(channel)
  for (const { reader, received, expected } of readers) {
    await run.settled(reader)
    run.equal(received.position, expected, 'bytes came out')
  }
}
