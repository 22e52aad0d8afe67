/* Chunks on their way out, up to the queue that `Outgoing` keeps. */
const errors = require('../../generated/pipe/js/errors')
const { State } = require('../../generated/pipe/js/flags')
const { IPCAcceptable } = require('../../generated/pipe/js/protocols')
const Outgoing = require('./outgoing')

const EMPTY = Buffer.alloc(0)

/* The bytes are those of now, whatever the program does with `chunk` afterwards. */
exports.write = function write(pipe, chunk, encoding, handle, cb) {
  const target = handle === undefined ? null : handle

  if (target !== null) IPCAcceptable(target)

  if (pipe._state & (State.CLOSING | State.ENDING)) return refuse(cb, errors.PIPE_IS_CLOSED())

  if (pipe._outgoing === null) pipe._outgoing = new Outgoing(pipe)

  if (typeof chunk === 'string') return writeString(pipe, chunk, encoding, target, cb)

  if (!ArrayBuffer.isView(chunk)) {
    return fail(pipe, cb, `Chunk must be a string or a view, got ${typeof chunk}`)
  }

  return pipe._outgoing.write(toBytes(chunk), target, cb)
}

/* bare-stream's turn to have its queue sent. */
exports.writeBatch = function writeBatch(pipe, batch, cb) {
  if (pipe._outgoing === null) pipe._outgoing = new Outgoing(pipe)

  pipe._outgoing.flush(batch, cb)
}

/* The remainder of a write is sent, or has failed. */
exports.written = function written(pipe, err) {
  pipe._outgoing.written(err)
}

function writeString(pipe, string, encoding, target, cb) {
  try {
    return pipe._outgoing.writeString(string, encoding || 'utf8', target, cb)
  } catch {
    return fail(pipe, cb, `Encoding must be one that Buffer knows, got ${String(encoding)}`)
  }
}

/* A view whose memory is gone has no bytes, and its offset is nothing that one may ask for. */
function toBytes(view) {
  if (view.buffer.byteLength === 0) return EMPTY

  if (view instanceof Uint8Array) return view

  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}

/* A write that no listener could have prevented is no exception: it ends the pipe. */
function fail(pipe, cb, text) {
  const err = errors.INVALID_ARGUMENT(text)

  pipe.destroy(err)

  return refuse(cb, err)
}

function refuse(cb, err) {
  if (cb !== undefined) queueMicrotask(() => cb(err))

  return false
}
