// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

const { Duplex } = require('bare-stream')
const binding = require('#binding')
const errors = require('./errors')
const objects = require('./objects')
const { State } = require('./flags')
const { PipeConnectOptions, PipeOptions } = require('./options')
const { asyncDispose, ipcAccept, IPCAcceptable, ipcHandle } = require('./protocols')
const { Fd, Path } = require('./scalars')

const accepting = require('../../../runtime/js/accepting')
const access = require('../../../runtime/js/access')
const closing = require('../../../runtime/js/closing')
const opening = require('../../../runtime/js/opening')
const piping = require('../../../runtime/js/piping')
const reading = require('../../../runtime/js/reading')
const writing = require('../../../runtime/js/writing')

/* A listener that throws is the program's affair, not that of the object it listens to. */
const events = new Set([
  'close',
  'connect',
  'data',
  'drain',
  'end',
  'error',
  'finish',
  'handle',
  'open',
  'pipe',
  'piping',
  'readable'
])

/*
 * A two-way, read-only or write-only stream of bytes over a named pipe, a Unix domain socket or
 * another descriptor.
 */
class Pipe extends Duplex {
  /* idl: Pipe.constructor */
  constructor(path, opts = {}) {
    if (path !== null && typeof path === 'object') {
      // constructor(opts)
      opts = path
      path = undefined
    }

    opts = PipeOptions(opts)

    if (typeof path === 'number') path = Fd(path)
    else if (typeof path === 'string') path = Path(path)

    // Frozen, as an engine may be slow to copy options that might still become others.
    super(Object.freeze({ eagerOpen: opts.eagerOpen }))

    this._state = 0
    this._native = null
    this._storage = null
    this._pendingOpen = null
    this._pendingWrite = null
    this._pendingFinal = null
    this._pendingDestroy = null
    this._outgoing = null
    this._path = null
    this._fd = -1
    this._server = null
    this._bytesRead = -0
    this._watched = null
    this._inlet = null
    this._forwarding = null
    this._feeders = null
    this._allowHalfOpen = opts.allowHalfOpen
    this._ipc = opts.ipc
    reading.lendMemory(this, path, opts)
    this._native = binding.streamInit(this, opts.ipc, opts.readBufferSize)

    if (typeof path === 'number') this.open(path)
    else if (typeof path === 'string') this.connect(path)
  }

  /* True between `connect()` and its outcome. idl: Pipe.connecting */
  get connecting() {
    return (this._state & State.CONNECTING) !== 0
  }

  /* True before there is a connection, and again once the pipe is closing. idl: Pipe.pending */
  get pending() {
    return (
      (this._state & (State.CLOSING | State.CLOSED)) !== 0 || (this._state & State.CONNECTED) === 0
    )
  }

  /*
   * Which halves are usable now: `'open'` is both of them, `'opening'` is between `connect()` and
   * its outcome, `'closed'` is neither, also before connecting.
   *
   * idl: Pipe.readyState
   */
  get readyState() {
    return opening.readyState(this)
  }

  /*
   * How many bytes have come from the operating system, read by the program or not.
   *
   * idl: Pipe.bytesRead
   */
  get bytesRead() {
    return piping.bytesRead(this)
  }

  /*
   * How many bytes `write` and `end` have taken, sent or still waiting; those of strings in their
   * encoding. Once the pipe has been destroyed, without those that were given up; what the
   * operating system has taken by and by of a write that was still under way counts among these.
   *
   * idl: Pipe.bytesWritten
   */
  get bytesWritten() {
    return piping.bytesWritten(this)
  }

  /*
   * Connects to the server at `path`. A failure arrives as `error`, then `close`, with libuv's
   * code: ENOENT where there is no such path, ECONNREFUSED where nobody listens, EACCES where it is
   * not allowed, EINVAL where the operating system takes no such path.
   *
   * idl: Pipe.connect
   */
  connect(path, opts = {}, onconnect) {
    if (this._state & (State.CLOSING | State.FAILED)) {
      throw errors.PIPE_IS_CLOSED()
    }

    if (this._state & (State.CONNECTING | State.CONNECTED)) {
      throw errors.PIPE_ALREADY_CONNECTED()
    }

    if (path !== null && typeof path === 'object') {
      // connect(opts[, onconnect])
      if (typeof opts === 'function') onconnect = opts
      opts = path
      path = opts.path
    } else if (typeof opts === 'function') {
      // connect(path, onconnect)
      onconnect = opts
      opts = {}
    }

    path = Path(path)
    opts = PipeConnectOptions(opts)

    opening.watchConnect(this, path, opts)

    if (this._state & (State.CLOSING | State.FAILED)) {
      throw errors.PIPE_IS_CLOSED()
    }

    if (this._state & (State.CONNECTING | State.CONNECTED)) {
      throw errors.PIPE_ALREADY_CONNECTED()
    }

    this._state |= State.CONNECTING
    this._path = path

    if (typeof onconnect === 'function') this.once('connect', onconnect)

    if ((this._state & State.ABORTED) === 0) {
      try {
        binding.streamConnect(this._native, path)
      } catch (err) {
        opening.failConnect(this, err)
      }
    }

    return this
  }

  /*
   * Takes over an open descriptor, and closes it with the pipe. What `readyState` tells is true at
   * once; `connect` follows in a microtask. A failure arrives as `error`, then `close`, with
   * libuv's code, and the descriptor still belongs to the caller.
   *
   * idl: Pipe.open
   */
  open(fd, opts = {}, onconnect) {
    if (this._state & (State.CLOSING | State.FAILED)) {
      throw errors.PIPE_IS_CLOSED()
    }

    if (this._state & (State.CONNECTING | State.CONNECTED)) {
      throw errors.PIPE_ALREADY_CONNECTED()
    }

    if (fd !== null && typeof fd === 'object') {
      // open(opts[, onconnect])
      if (typeof opts === 'function') onconnect = opts
      opts = fd
      fd = opts.fd
    } else if (typeof opts === 'function') {
      // open(fd, onconnect)
      onconnect = opts
    }

    fd = Fd(fd)

    if (this._state & (State.CLOSING | State.FAILED)) {
      throw errors.PIPE_IS_CLOSED()
    }

    if (this._state & (State.CONNECTING | State.CONNECTED)) {
      throw errors.PIPE_ALREADY_CONNECTED()
    }

    this._fd = fd

    if (typeof onconnect === 'function') this.once('connect', onconnect)

    let result

    try {
      result = binding.streamOpen(this._native, fd)
    } catch (err) {
      opening.failOpen(this, err)
      return this
    }

    opening.opened(this, result)

    return this
  }

  /*
   * Queues `chunk`, and with it a copy of `handle` for the peer, also before connecting. A peer
   * that has gone away arrives as `error` with EPIPE or ECONNRESET, then `close`.
   *
   * idl: Pipe.write
   */
  write(chunk, encoding, handle, cb) {
    if (encoding !== null && typeof encoding === 'object') {
      // write(chunk, handle[, cb])
      if (typeof handle === 'function') cb = handle
      handle = encoding
      encoding = undefined
    } else if (typeof encoding === 'function') {
      // write(chunk, cb)
      cb = encoding
      encoding = undefined
      handle = undefined
    } else if (typeof handle === 'function') {
      // write(chunk, encoding, cb)
      cb = handle
      handle = undefined
    }

    if (typeof cb !== 'function') cb = undefined

    return writing.write(this, chunk, encoding, handle, cb)
  }

  /* Ends the write half, after `chunk` if there is one. The read half goes on. idl: Pipe.end */
  end(chunk, encoding, handle, cb) {
    if (typeof chunk === 'function') {
      // end(cb)
      cb = chunk
      chunk = undefined
      encoding = undefined
      handle = undefined
    } else if (encoding !== null && typeof encoding === 'object') {
      // end(chunk, handle[, cb])
      if (typeof handle === 'function') cb = handle
      handle = encoding
      encoding = undefined
    } else if (typeof encoding === 'function') {
      // end(chunk, cb)
      cb = encoding
      encoding = undefined
      handle = undefined
    } else if (typeof handle === 'function') {
      // end(chunk, encoding, cb)
      cb = handle
      handle = undefined
    }

    if (typeof cb !== 'function') cb = undefined

    return closing.end(this, chunk, encoding, handle, cb)
  }

  /*
   * Moves the handle that has just arrived into `target`, which is then connected or bound. To be
   * called by a listener of `handle`, before it returns and once. When `target` is refused the
   * handle stays where it is, and the same listener can accept it into another one.
   *
   * idl: Pipe.accept
   */
  accept(target) {
    try {
      binding.streamAccept(this._native, IPCAcceptable(target))
    } catch (err) {
      accepting.refuseTarget(this, err)
    }

    if (typeof target[ipcAccept] === 'function') target[ipcAccept]()

    return target
  }

  /*
   * Who is at the other end, from `connect` or `connection` on and before the first byte: of a
   * connection the process that has called `connect`, or `listen`, with its user and group as they
   * were then; of `socketpair()` the process that has called that. A descriptor that is handed on
   * stays what it is, whoever holds it by now.
   *
   * idl: Pipe.remoteCredentials
   */
  remoteCredentials() {
    if (this._state & (State.CLOSING | State.FAILED)) {
      throw errors.PIPE_IS_CLOSED()
    }

    return access.remoteCredentials(this)
  }

  /* The event loop waits for this pipe. idl: Pipe.ref */
  ref() {
    this._state &= ~State.UNREFED

    if ((this._state & State.CLOSING) === 0) binding.streamRef(this._native)

    return this
  }

  /* The event loop does not wait for this pipe. idl: Pipe.unref */
  unref() {
    this._state |= State.UNREFED

    if ((this._state & State.CLOSING) === 0) binding.streamUnref(this._native)

    return this
  }

  /* A spawned child has attached this pipe as one of its stdio descriptors. idl: Pipe._onspawn */
  _onspawn(readable, writable) {
    readable = Boolean(readable)
    writable = Boolean(writable)

    opening.spawned(this, readable, writable)
  }

  read() {
    reading.demand(this)

    return super.read()
  }

  pause() {
    this._state |= State.PAUSED
    reading.halt(this)

    return super.pause()
  }

  resume() {
    this._state &= ~State.PAUSED
    reading.demand(this)
    reading.goOn(this)

    return super.resume()
  }

  pipe(dest, cb) {
    reading.demand(this)
    piping.forward(this, dest)

    return super.pipe(...arguments)
  }

  push(chunk, encoding) {
    this._state |= State.QUEUED

    return super.push(...arguments)
  }

  unshift(chunk, encoding) {
    this._state |= State.QUEUED
    piping.stopForwarding(this)

    return super.unshift(...arguments)
  }

  setEncoding(encoding) {
    this._state |= State.DECODED
    piping.stopForwarding(this)

    return super.setEncoding(encoding)
  }

  cork() {
    this._state |= State.CORKED
    piping.stopFeeding(this)

    return super.cork()
  }

  uncork() {
    this._state &= ~State.CORKED

    return super.uncork()
  }

  removeAllListeners(name) {
    this._state |= State.UNHEARD
    piping.stopForwarding(this)
    piping.stopFeeding(this)

    return super.removeAllListeners(...arguments)
  }

  destroy(err) {
    closing.destroy(this, err)
  }

  _open(cb) {
    opening.openStream(this, cb)
  }

  _read() {
    reading.startReading(this)
  }

  _writev(batch, cb) {
    writing.writeBatch(this, batch, cb)
  }

  _final(cb) {
    closing.finish(this, cb)
  }

  _predestroy() {
    closing.closing(this)
  }

  _destroy(err, cb) {
    closing.destroyed(this, err, cb)
  }

  /* The native struct, for native code that casts it; the same ArrayBuffer every time. */
  get _handle() {
    if (this._storage === null) this._storage = binding.streamStorage(this._native)

    return this._storage
  }

  get [ipcHandle]() {
    return this._handle
  }

  [ipcAccept]() {
    return opening.accepted(this)
  }

  [asyncDispose]() {
    return closing.disposePipe(this)
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

/* What the native side tells an object. idl: Stream */
const told = {
  connect(err = null) {
    opening.connected(this, err)
  },

  read(chunk = null, err = null) {
    reading.received(this, err, chunk)
  },

  filled(length) {
    reading.filled(this, length)
  },

  handle(type) {
    this.emit('handle', type)
  },

  write(err = null) {
    writing.written(this, err)
  },

  end(err = null) {
    closing.ended(this, err)
  },

  close() {
    closing.closed(this)
  }
}

/* What it calls: the object is found by its number. */
binding.streamCallbacks({
  connect(err) {
    told.connect.call(objects.at(0), err)
  },

  read(chunk, err) {
    told.read.call(objects.at(0), chunk, err)
  },

  // Few bytes for each of many. What one of them throws is not the others' affair.
  read_gathered() {
    for (let place = 0, count = objects.count(); place < count; place++) {
      try {
        told.read.call(objects.at(place), place)
      } catch (err) {
        queueMicrotask(() => {
          throw err
        })
      }
    }
  },

  filled() {
    told.filled.call(objects.at(0), objects.numbers[0])
  },

  handle() {
    told.handle.call(objects.at(0), objects.numbers[0])
  },

  write(err) {
    told.write.call(objects.at(0), err)
  },

  end(err) {
    told.end.call(objects.at(0), err)
  },

  close() {
    told.close.call(objects.take())
  }
})

module.exports = Pipe
