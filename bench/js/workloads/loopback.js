// A transfer with one process at both ends of a connection.

const { receive, send } = require('./transfer.js')

exports.server = function server(adapter, path, options, marks) {
  adapter
    .createServer((socket) => receive(socket, options, marks))
    .listen(path, 511, () => {
      marks.ready()
      const socket = adapter.connect(path)
      socket.on('connect', () => send(socket, options))
    })
}
