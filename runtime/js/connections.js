/* How many pipes a server has accepted that are not closed yet, and what follows from it. */
const { State } = require('../../generated/pipe/js/flags')

exports.connectionOpened = function connectionOpened(server, pipe) {
  pipe._server = server
  server._connections++
}

/* Counted when the descriptor closes, so that no listener of `close` can get in the way. */
exports.connectionClosed = function connectionClosed(pipe) {
  const server = pipe._server

  if (server === null) return

  pipe._server = null
  server._connections--

  exports.closeIfIdle(server)
}

/* A closing server is closed when its socket and everything that it accepted are. */
exports.closeIfIdle = function closeIfIdle(server) {
  if ((server._state & State.CLOSING) === 0) return
  if (server._native !== null || server._connections > 0) return

  server._state &= ~State.CLOSING
  server._state |= State.CLOSED

  queueMicrotask(() => server.emit('close'))
}
