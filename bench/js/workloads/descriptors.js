// `count` writes of `size` bytes through the two descriptors of `Pipe.pipe()`, in one process.

const { receive, send } = require('./transfer.js')

exports.server = function server({ Pipe }, path, options, marks) {
  const [read, write] = Pipe.pipe()
  marks.ready()
  receive(new Pipe(read), options, marks)
  send(new Pipe(write), options)
}
