/** Chunks that the program holds on to stay what they were, whatever is read after them. */
module.exports = async function keep(run) {
  const header = run.header('source', { down: run.amount() })
  const pipe = run.connect(header, {})
  const received = run.verify(pipe, header.downKey, header.kind)
  pipe.on('data', (chunk) => {
    if (run.random.chance(0.5)) run.stage.kept.add(chunk, received, run.label)
  })
  pipe.end()
  await run.settled(pipe)
  run.equal(received.position, header.down, 'bytes arrived')
}
