const { Pipe } = require('../../conformance/subject')

/** `Pipe.pipe()`: each end has one half, and closes with it. */
module.exports = async function oneWay(run) {
  const [read, write] = Pipe.pipe()
  const reader = run.watch(new Pipe(read, run.options()))
  const writer = run.watch(new Pipe(write))
  run.equal(`${reader.readyState} ${writer.readyState}`, 'readOnly writeOnly', 'halves')
  const header = run.header('none', { up: run.amount() })
  const received = run.verify(reader, header.upKey, header.kind)
  const sender = run.sender(writer, header.upKey, header.kind)
  await sender.send(header.up)
  writer.end()
  await Promise.all([run.settled(writer, sender), run.settled(reader)])
  run.equal(received.position, header.up, 'bytes arrived')
}
