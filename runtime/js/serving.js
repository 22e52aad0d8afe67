/* A server's life: listening, accepting, closing. */
const binding = require('#binding')
const { State } = require('../../generated/pipe/js/flags')
const Pipe = require('../../generated/pipe/js/pipe')
const { closeIfIdle, connectionOpened } = require('./connections')

exports.address = function address(server) {
  return server._state & State.BOUND ? server._path : null
}

/* Binds at once. A failure is announced when the native listener has closed. */
exports.listen = function listen(server, path, backlog, opts, onlistening) {
  if (server._state & State.UNREFED) binding.listenerUnref(server._native)

  try {
    binding.listenerListen(server._native, path, backlog)
  } catch (err) {
    server._error = err
    binding.listenerClose(server._native)
    return server
  }

  server._path = path
  server._state &= ~State.BINDING
  server._state |= State.BOUND

  if (onlistening !== undefined) server.once('listening', onlistening)

  queueMicrotask(() => {
    if ((server._state & (State.BOUND | State.CLOSING)) === State.BOUND) server.emit('listening')
  })

  return server
}

/* A client is waiting, or could not be accepted. */
exports.connection = function connection(server, err) {
  if (err !== null) {
    server.emit('error', err)
    return
  }

  const { allowHalfOpen, ipc, pauseOnConnect, readBufferSize } = server._options
  const pipe = new Pipe({ allowHalfOpen, eagerOpen: !pauseOnConnect, ipc, readBufferSize })

  try {
    binding.listenerAccept(server._native, pipe._native)
  } catch (err) {
    pipe.destroy()
    server.emit('error', err)
    return
  }

  pipe._path = server._path
  connectionOpened(server, pipe)
  pipe[Symbol.for('bare.ipc.accept')]()

  server.emit('connection', pipe)
}

exports.closeServer = function closeServer(server, onclose) {
  if (server._state & State.CLOSED) {
    if (onclose !== undefined) queueMicrotask(onclose)
    return server
  }

  if (onclose !== undefined) server.once('close', onclose)
  if (server._state & State.CLOSING) return server

  server._state |= State.CLOSING
  server._state &= ~(State.BINDING | State.BOUND)

  if (server._native === null) closeIfIdle(server)
  else binding.listenerClose(server._native)

  return server
}

/* The socket is closed: by `close()`, or because it could not be bound. */
exports.serverClosed = function serverClosed(server) {
  const err = server._error

  server._state &= ~(State.BINDING | State.BOUND)
  server._native = null
  server._path = null
  server._error = null

  if (err !== null) server.emit('error', err)

  closeIfIdle(server)
}

exports.createConnection = function createConnection(path, opts, onconnect) {
  return new Pipe(opts).connect(path, onconnect)
}

exports.createServer = function createServer(opts, onconnection) {
  const Server = require('../../generated/pipe/js/server')

  return new Server(opts, onconnection)
}
