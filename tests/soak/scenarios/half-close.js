const { Pipe } = require('../../conformance/subject')
const { first } = require('../streams')

/** Either end is the first to end its half; the other one still has something to say, if it may. */
module.exports = async function halfClose(run) {
  const allowHalfOpen = run.random.chance(0.7)
  const [a, b] = Pipe.socketpair()
  const near = run.watch(new Pipe(a, run.options()))
  const far = run.watch(new Pipe(b, { ...run.options(), allowHalfOpen }))
  const header = run.header('none', { up: run.amount(), down: run.amount() })

  const arrived = run.verify(far, header.upKey, header.kind)
  const returned = run.verify(near, header.downKey, header.kind)
  const there = run.sender(near, header.upKey, header.kind)
  const back = run.sender(far, header.downKey, header.kind)

  const ended = first(far, 'end')
  await there.send(header.up)
  near.end()
  await ended
  run.equal(arrived.position, header.up, 'bytes arrived')
  if (allowHalfOpen) {
    await back.send(header.down)
    far.end()
  }
  await Promise.all([run.settled(near, there), run.settled(far, back)])
  run.equal(returned.position, allowHalfOpen ? header.down : 0, 'bytes came back')
}
