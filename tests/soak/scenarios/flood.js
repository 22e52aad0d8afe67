/** Everything is written at once, whatever `write` says, and ended right behind it. */
module.exports = async function flood(run) {
  const header = run.header('sink', { up: run.amount() })
  const pipe = run.connect(header, {})
  const sender = run.sender(pipe, header.upKey, header.kind)
  const told = []
  pipe.on('data', (chunk) => told.push(chunk))
  sender.flood(header.up, run.random.pick([100, 5000, 200000]))
  pipe.end()
  await run.settled(pipe, sender)
  run.equal(String(Buffer.concat(told)), String(header.up), 'bytes arrived')
}
