const { Sequence } = require('../sequence')

/** `for await`, to the end, or left before that: the pipe is destroyed then. */
module.exports = async function iterate(run) {
  const leaves = run.random.chance(0.3)
  const header = run.header('source', { down: run.amount(), breaks: leaves })
  const pipe = run.connect(header, {})
  const received = new Sequence(header.downKey, header.kind)
  pipe.end()
  for await (const chunk of pipe) {
    run.check(received, chunk)
    if (leaves && run.random.chance(0.3)) break
  }
  await run.settled(pipe)
  if (!leaves) run.equal(received.position, header.down, 'bytes arrived')
}
