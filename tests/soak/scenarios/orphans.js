const { gone, plainPair } = require('../../conformance/support/channel')
const { Pipe } = require('../../conformance/subject')
const { turns } = require('../streams')

const BROKEN = ['ECONNRESET', 'EPIPE']

/** A channel that one end destroys with handles under way: none of them stays open. */
module.exports = async function orphans(run) {
  const { random } = run
  const [a, b] = Pipe.socketpair().map((fd) => {
    return run.watch(new Pipe({ ipc: true }).open(fd), ...BROKEN)
  })
  const accepted = []
  b.on('handle', () => {
    run.tally.handles++
    if (random.chance(0.5)) accepted.push(b.accept(new Pipe()))
  })
  if (random.chance(0.7)) b.resume()
  const pairs = Array.from({ length: random.between(1, 30) }, plainPair)
  for (const [sent] of pairs) a.write(Buffer.alloc(random.size(1, 30000)), sent, () => {})
  await turns(random.below(4))
  for (const pipe of random.pick([[a], [b], [a, b], [b, a]])) pipe.destroy()
  const ends = pairs.map(([, end]) => run.settled(end.resume().on('end', () => end.end())))
  await gone(...pairs.map(([sent]) => sent), a, b)
  // Only what has been accepted is still open at its other end.
  await gone(...accepted)
  await Promise.all(ends)
}
