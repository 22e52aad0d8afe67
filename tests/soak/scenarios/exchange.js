/** Both ends write all the time. */
module.exports = async function exchange(run) {
  const header = run.header('exchange', { up: run.amount(), down: run.amount() })
  const pipe = run.connect(header, {})
  const sender = run.sender(pipe, header.upKey, header.kind)
  const received = run.verify(pipe, header.downKey, header.kind)
  await sender.send(header.up)
  pipe.end()
  await run.settled(pipe, sender)
  run.equal(received.position, header.down, 'bytes arrived')
}
