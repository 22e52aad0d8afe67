// A transfer there and back: what arrives is piped into where it came from.

const { receive, send } = require('./transfer.js')

exports.server = function server(adapter, path, options, marks) {
  adapter.createServer((socket) => socket.pipe(socket)).listen(path, 511, marks.ready)
}

exports.client = function client(adapter, path, options, marks) {
  const socket = adapter.connect(path)
  socket.on('connect', () => {
    receive(socket, options, marks)
    send(socket, options)
  })
}
