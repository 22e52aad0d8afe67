const { Pipe } = require('../../conformance/subject')
const { fs } = require('../../conformance/support/platform')

const { O_RDONLY, O_WRONLY, O_NONBLOCK } = require('../../conformance/support/descriptors')

/** One of the FIFOs that are there from the start, opened for reading and for writing. */
module.exports = async function fifo(run) {
  const path = await run.stage.fifos.take()
  const read = fs.openSync(path, O_RDONLY | O_NONBLOCK)
  const write = fs.openSync(path, O_WRONLY | O_NONBLOCK)
  const reader = run.watch(new Pipe(read, run.options()))
  const writer = run.watch(new Pipe().open(write))
  const header = run.header('none', { up: run.amount() })
  const received = run.verify(reader, header.upKey, header.kind)
  const sender = run.sender(writer, header.upKey, header.kind)
  await sender.send(header.up)
  writer.end()
  await Promise.all([run.settled(writer, sender), run.settled(reader)])
  run.equal(received.position, header.up, 'bytes arrived')
  run.stage.fifos.giveBack(path)
}
