/* A server's life: listening, accepting, closing. */
const binding = require('#binding')
const { Access, State } = require('../../generated/pipe/js/flags')
const { ipcAccept } = require('../../generated/pipe/js/protocols')
const { closeIfIdle, connectionOpened } = require('./connections')
const { Pipe } = require('./pipes')
const { unwatch, watch } = require('./signals')

exports.address = function address(server) {
  return server._state & State.BOUND ? server._path : null
}

/* Ties the server to the signal of `listen`. */
exports.watchListen = function watchListen(server, path, backlog, opts) {
  const { signal } = opts

  if (signal === undefined || signal === null || signal.aborted) return

  watch(server, signal, () => server.close())
}

/* Binds at once. A failure is announced when the native listener has closed. */
exports.listen = function listen(server, path, backlog, opts, onlistening) {
  if (server._state & State.UNREFED) binding.listenerUnref(server._native)

  // A signal that is not listened to has aborted already.
  if (opts.signal && server._watched === null) return server.close()

  try {
    binding.listenerListen(server._native, path, backlog, accessOf(opts))
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

/* The options that say who may connect, as the native side takes them. */
function accessOf({ ownerOnly, readableAll, writableAll }) {
  let access = 0

  if (ownerOnly) access |= Access.OWNER_ONLY
  if (readableAll) access |= Access.READABLE_ALL
  if (writableAll) access |= Access.WRITABLE_ALL

  return access
}

/* A client is waiting, or could not be accepted. */
exports.connection = function connection(server, err) {
  if (err !== null) {
    server.emit('error', err)
    return
  }

  if (isFull(server)) {
    // What has not been accepted is disconnected when this returns.
    server.emit('drop')
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
  pipe[ipcAccept]()

  server.emit('connection', pipe)
}

function isFull(server) {
  return server._maxConnections !== null && server._connections >= server._maxConnections
}

exports.disposeServer = function disposeServer(server) {
  return new Promise((resolve) => {
    if (server._state & State.CLOSED) return resolve()

    // First in line: a listener that throws keeps the later ones from being called.
    server.prependOnceListener('close', resolve)
    exports.closeServer(server)
  })
}

exports.closeServer = function closeServer(server, onclose) {
  if (server._state & State.CLOSED) {
    if (onclose !== undefined) queueMicrotask(() => void onclose())
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
  unwatch(server)

  if (err !== null) server.emit('error', err)

  closeIfIdle(server)
}

exports.createConnection = function createConnection(path, opts, onconnect) {
  return new Pipe(opts).connect(path, opts, onconnect)
}

exports.createServer = function createServer(opts, onconnection) {
  const Server = require('../../generated/pipe/js/server')

  return new Server(opts, onconnection)
}
