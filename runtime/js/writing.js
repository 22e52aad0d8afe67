/* Chunks on their way out, up to the queue that `Outgoing` keeps. */
const errors = require('../../generated/pipe/js/errors')
const { State } = require('../../generated/pipe/js/flags')
const { IPCAcceptable } = require('../../generated/pipe/js/protocols')
const forwarding = require('./forwarding')
const Outgoing = require('./outgoing')
const overriding = require('./overriding')
const { lengthOf, plain, toBytes } = require('./views')

/* The bytes are those of now, whatever the program does with `chunk` afterwards. */
exports.write = function write(pipe, chunk, encoding, handle, cb) {
  const target = handle === undefined ? null : handle

  if (target !== null) IPCAcceptable(target)

  if (pipe._state & (State.CLOSING | State.ENDING)) return refuse(cb, errors.PIPE_IS_CLOSED())

  if (pipe._feeders !== null) forwarding.fed(pipe, chunk)

  if (typeof chunk === 'string') return writeString(pipe, chunk, encoding, target, cb)

  if (!ArrayBuffer.isView(chunk)) {
    return fail(pipe, cb, `Chunk must be a string or a view, got ${typeof chunk}`)
  }

  return writeBytes(pipe, toBytes(chunk), target, cb)
}

/* bare-stream's turn to have its queue sent. */
exports.writeBatch = function writeBatch(pipe, batch, cb) {
  Outgoing.of(pipe).flush(batch, cb)
}

/* The remainder of a write is sent, or has failed. */
exports.written = function written(pipe, err) {
  pipe._outgoing.written(err)
}

/* A string that is no string of its encoding has no bytes that one could send. */
function writeString(pipe, string, encoding, target, cb) {
  const outgoing = Outgoing.of(pipe)

  if (target === null && isUtf8(encoding) && !outgoing.overridden) {
    return outgoing.writeString(string, cb)
  }

  let bytes

  try {
    bytes = Buffer.from(string, encoding || 'utf8')
  } catch {
    return fail(pipe, cb, `Chunk must be a string of its encoding, which is ${String(encoding)}`)
  }

  return writeBytes(pipe, bytes, target, cb)
}

function isUtf8(encoding) {
  return !encoding || encoding === 'utf8' || encoding === 'utf-8'
}

/* A handle travels with a byte; with none of them the kernel would drop it. */
function writeBytes(pipe, bytes, target, cb) {
  const length = lengthOf(bytes)

  if (target !== null && length === 0) {
    return fail(pipe, cb, 'Chunk must not be empty when a handle travels with it')
  }

  const outgoing = Outgoing.of(pipe)

  if (outgoing.overridden) {
    return overriding.write(pipe, Buffer.from(plain(bytes)), target, cb)
  }

  return outgoing.write(bytes, length, target, cb)
}

/* A write that no listener could have prevented is no exception: it ends the pipe. */
function fail(pipe, cb, text) {
  const err = errors.INVALID_ARGUMENT(text)

  pipe.destroy(err)

  return refuse(cb, err)
}

function refuse(cb, err) {
  if (cb !== undefined) queueMicrotask(() => void cb(err))

  return false
}
