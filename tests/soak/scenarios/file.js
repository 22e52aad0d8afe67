const { Pipe } = require('../../conformance/subject')
const { fs } = require('../../conformance/support/platform')

/** What a pipe writes into a file another one reads from it, and some of it goes to /dev/null. */
module.exports = async function file(run) {
  const path = run.path()
  const header = run.header('none', { up: run.amount(300000) })

  const writer = run.watch(new Pipe(fs.openSync(path, 'w')))
  const sender = run.sender(writer, header.upKey, header.kind)
  await sender.send(header.up)
  writer.end()
  await run.settled(writer, sender)

  const reader = run.watch(new Pipe(fs.openSync(path, 'r'), run.options()))
  const received = run.verify(reader, header.upKey, header.kind)
  const nowhere = run.watch(new Pipe(fs.openSync('/dev/null', 'w')))
  reader.pipe(nowhere)
  await Promise.all([run.settled(reader), run.settled(nowhere)])
  run.equal(received.position, header.up, 'bytes were in the file')
  fs.unlinkSync(path)
}
