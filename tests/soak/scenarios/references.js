/** `ref` and `unref` at any moment make no difference to what travels. */
module.exports = async function references(run) {
  const header = run.header('exchange', { up: run.amount(), down: run.amount() })
  const pipe = run.connect(header, {})
  const toggle = () => (run.random.chance(0.5) ? pipe.ref() : pipe.unref())
  // The process does not end meanwhile: its servers are there.
  const sender = run.sender(pipe, header.upKey, header.kind)
  const received = run.verify(pipe, header.downKey, header.kind)
  for (const event of ['open', 'connect', 'data', 'drain', 'end', 'finish', 'close']) {
    pipe.on(event, toggle)
  }
  await sender.send(header.up)
  pipe.end()
  await run.settled(pipe, sender)
  run.equal(received.position, header.down, 'bytes arrived')
}
