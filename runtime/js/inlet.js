/* Memory of the program's that a pipe reads into: the option `onread`. */
const binding = require('#binding')
const errors = require('../../generated/pipe/js/errors')
const { State } = require('../../generated/pipe/js/flags')
const { isShared, lengthOf, toBytes } = require('./views')

module.exports = class Inlet {
  constructor(pipe, onread) {
    const { buffer, callback } = checked(onread)

    this.pipe = pipe
    this.callback = callback
    // Makes a buffer for each read; null where one serves all of them.
    this.make = typeof buffer === 'function' ? buffer : null
    // What the program has given, and the same as a Uint8Array; null between two reads.
    this.buffer = null
    this.bytes = null
    // The native side has been lent these.
    this.lent = false
    // bare-stream has asked for something to read.
    this.wanted = false
    this.paused = false

    if (this.make === null) {
      this.take(buffer)
      if (lengthOf(this.bytes) === 0) throw lacking()
    }
  }

  /* Lends the memory for the next read. False where the pipe cannot, or is not to, go on. */
  ready() {
    try {
      if (this.bytes === null) this.take(this.make())

      if (!this.isReading) return false

      this.lend()
    } catch (err) {
      this.pipe.destroy(err)
    }

    return this.isReading
  }

  /* Tells the program of `length` bytes. False where it has had enough for now. */
  tell(length) {
    const { buffer } = this

    if (this.make !== null) this.buffer = this.bytes = null

    return this.call(length, buffer)
  }

  /* What the native side has failed with, in the program's terms. */
  explain(err) {
    const isGone = err.code === 'ENOBUFS' && this.bytes !== null && lengthOf(this.bytes) === 0

    return isGone ? lacking() : err
  }

  get isReading() {
    return (this.pipe._state & (State.READING | State.CLOSING)) === State.READING
  }

  take(buffer) {
    this.bytes = bytesOf(buffer)
    this.buffer = buffer
    this.lent = false
  }

  lend() {
    if (lengthOf(this.bytes) === 0) throw lacking()
    if (this.lent) return

    binding.streamReadInto(this.pipe._native, this.bytes)
    this.lent = true
  }

  /* An exception is an uncaught one, as a listener's is: what it has interrupted goes on. */
  call(length, buffer) {
    const { callback, pipe } = this

    try {
      return callback.call(pipe, length, buffer) !== false
    } catch (err) {
      queueMicrotask(() => {
        throw err
      })

      return true
    }
  }
}

/* The options, each looked at once. */
function checked(onread) {
  if (typeof onread !== 'object') {
    throw errors.INVALID_ARGUMENT(`onread must be an object, got ${typeof onread}`)
  }

  const { buffer, callback } = onread

  if (typeof callback !== 'function') {
    throw errors.INVALID_ARGUMENT(`Callback of onread must be a function, got ${typeof callback}`)
  }

  return { buffer, callback }
}

function bytesOf(buffer) {
  if (!ArrayBuffer.isView(buffer)) {
    throw errors.INVALID_ARGUMENT(`Buffer of onread must be a view of memory, got ${typeof buffer}`)
  }

  if (isShared(buffer)) {
    throw errors.INVALID_ARGUMENT('Buffer of onread must not be shared between threads')
  }

  return toBytes(buffer)
}

function lacking() {
  return errors.INVALID_ARGUMENT('Buffer of onread has no memory: it is empty, or detached')
}
