/** A reader that stops again and again, so that the writer has to. */
module.exports = async function pause(run) {
  const header = run.header('source', { down: run.amount() })
  const pipe = run.connect(header, {})
  const received = run.verify(pipe, header.downKey, header.kind)
  pipe.on('data', () => {
    if (!run.random.chance(0.2)) return
    pipe.pause()
    setTimeout(() => pipe.resume(), run.random.below(4))
  })
  pipe.end()
  await run.settled(pipe)
  run.equal(received.position, header.down, 'bytes arrived')
}
