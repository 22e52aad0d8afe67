// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

const { EventEmitter } = require('bare-events')
const binding = require('#binding')
const errors = require('./errors')
const objects = require('./objects')
const { State } = require('./flags')
const { PipeServerListenOptions, PipeServerOptions } = require('./options')
const { asyncDispose } = require('./protocols')
const { Backlog, ListenPath, MaxConnections } = require('./scalars')

const access = require('../../../runtime/js/access')
const serving = require('../../../runtime/js/serving')

/* A listener that throws is the program's affair, not that of the object it listens to. */
const events = new Set(['close', 'connection', 'drop', 'error', 'listening'])

/* Accepts connections on a path and makes each of them a `Pipe`. */
class PipeServer extends EventEmitter {
  /* idl: Server.constructor */
  constructor(opts = {}, onconnection) {
    if (typeof opts === 'function') {
      // constructor(onconnection)
      onconnection = opts
      opts = {}
    }

    opts = PipeServerOptions(opts)

    super()

    this._state = 0
    this._native = null
    this._path = null
    this._connections = 0
    this._error = null
    this._maxConnections = null
    this._watched = null
    this._options = opts

    if (typeof onconnection === 'function') this.on('connection', onconnection)
  }

  /* True while bound. idl: Server.listening */
  get listening() {
    return (this._state & State.BOUND) !== 0
  }

  /* True between `close()` and `close`. idl: Server.closing */
  get closing() {
    return (this._state & State.CLOSING) !== 0
  }

  /*
   * With so many open connections a further client is disconnected at once, and `drop` tells of it;
   * those that are open stay. With null there is no such limit; undefined is taken for null.
   *
   * idl: Server.maxConnections
   */
  get maxConnections() {
    return this._maxConnections
  }

  set maxConnections(value) {
    if (value === undefined) value = null
    if (value !== null) value = MaxConnections(value)

    this._maxConnections = value
  }

  /* idl: Server.address */
  address() {
    return serving.address(this)
  }

  /*
   * Binds at once; `listening` or `error` follows, and after an `error` the server can listen
   * again. Its code is libuv's: EADDRINUSE where something has that name already, EACCES where it
   * is not allowed or the directory is missing, EINVAL where the operating system takes no such
   * path.
   *
   * idl: Server.listen
   */
  listen(path, backlog = 511, opts = {}, onlistening) {
    if (this._state & State.CLOSING) {
      throw errors.SERVER_IS_CLOSED()
    }

    if (this._state & (State.BINDING | State.BOUND)) {
      throw errors.SERVER_ALREADY_LISTENING()
    }

    if (path !== null && typeof path === 'object') {
      // listen(opts[, onlistening])
      if (typeof backlog === 'function') onlistening = backlog
      opts = path
      path = opts.path
      backlog = opts.backlog
      if (backlog === undefined) backlog = 511
    } else if (typeof backlog === 'function') {
      // listen(path, onlistening)
      onlistening = backlog
      backlog = 511
      opts = {}
    } else if (typeof opts === 'function') {
      // listen(path, backlog, onlistening)
      onlistening = opts
      opts = {}
    }

    path = ListenPath(path)
    backlog = Backlog(backlog)
    opts = PipeServerListenOptions(opts)

    if (typeof onlistening !== 'function') onlistening = undefined

    access.checkAccess(this, path, backlog, opts)
    serving.watchListen(this, path, backlog, opts)

    if (this._state & State.CLOSING) {
      throw errors.SERVER_IS_CLOSED()
    }

    if (this._state & (State.BINDING | State.BOUND)) {
      throw errors.SERVER_ALREADY_LISTENING()
    }

    this._native = binding.listenerInit(this)
    this._state |= State.BINDING
    this._state &= ~State.CLOSED

    return serving.listen(this, path, backlog, opts, onlistening)
  }

  /*
   * Stops accepting at once, and removes the file that `listen` has made. `close` follows the last
   * connection's end. Afterwards the server can listen again.
   *
   * idl: Server.close
   */
  close(onclose) {
    if (typeof onclose !== 'function') onclose = undefined

    return serving.closeServer(this, onclose)
  }

  /* The event loop waits for this server. idl: Server.ref */
  ref() {
    this._state &= ~State.UNREFED

    if (this._native !== null) binding.listenerRef(this._native)

    return this
  }

  /* The event loop does not wait for this server. idl: Server.unref */
  unref() {
    this._state |= State.UNREFED

    if (this._native !== null) binding.listenerUnref(this._native)

    return this
  }

  [asyncDispose]() {
    return serving.disposeServer(this)
  }

  /* An exception of a listener is an uncaught one: what it has interrupted goes on. */
  emit(name, ...args) {
    try {
      return super.emit(name, ...args)
    } catch (err) {
      if (!events.has(name)) throw err

      queueMicrotask(() => {
        throw err
      })

      return true
    }
  }
}

/* What the native side tells an object. idl: Listener */
const told = {
  connection(err = null) {
    serving.connection(this, err)
  },

  close() {
    serving.serverClosed(this)
  }
}

/* What it calls: the object is found by its number. */
binding.listenerCallbacks({
  connection(err) {
    told.connection.call(objects.at(0), err)
  },

  close() {
    told.close.call(objects.take())
  }
})

module.exports = PipeServer
