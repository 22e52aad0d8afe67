/** Bytes and text of every form and size come back as they were. */
module.exports = async function echo(run) {
  const header = run.header('echo', { up: run.amount() })
  const pipe = run.connect(header, {})
  const sender = run.sender(pipe, header.upKey, header.kind)
  const received = run.verify(pipe, header.upKey, header.kind)
  await sender.send(header.up)
  pipe.end()
  await run.settled(pipe, sender)
  run.equal(received.position, header.up, 'bytes came back')
}
