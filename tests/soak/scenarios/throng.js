/** Many clients of the same service at once, each with little to say. */
module.exports = async function throng(run) {
  await Promise.all(Array.from({ length: run.random.between(20, 120) }, () => visit(run)))
}

async function visit(run) {
  const header = run.header('echo', { up: run.random.size(4, 2000) })
  const pipe = run.connect(header, {})
  const sender = run.sender(pipe, header.upKey, header.kind)
  const received = run.verify(pipe, header.upKey, header.kind)
  sender.flood(header.up, 200)
  pipe.end()
  await run.settled(pipe, sender)
  run.equal(received.position, header.up, 'bytes came back')
}
