/*
 * Classes of a program's that extend a pipe with a way of writing of their own: `_write`, or
 * `_writev`. They are given bytes, and pass on what they like to the `_writev` that they override.
 */
const { Duplex, getStreamError, Writable } = require('bare-stream')
const errors = require('../../generated/pipe/js/errors')
const Segment = require('./segment')

/* The class of all pipes, which needs this file before it is there. */
let Pipe = null

/* What travels with which chunk. */
const handles = new WeakMap()

/* bare-stream binds a `_write` to the object. */
exports.isOverridden = function isOverridden(pipe) {
  if (Pipe === null) Pipe = require('../../generated/pipe/js/pipe')

  return pipe._writev !== Pipe.prototype._writev || Object.hasOwn(pipe, '_write')
}

/* Has bare-stream ask for `bytes`, which nobody else knows, to be written. */
exports.write = function write(pipe, bytes, handle, cb) {
  if (handle !== null) handles.set(bytes, handle)

  const result = Duplex.prototype.write.call(pipe, bytes)

  if (cb !== undefined) Writable.drained(pipe).then((drained) => answer(pipe, cb, drained))

  return result
}

/* What has been passed on; with it goes the handle that the chunk was written with. */
exports.segmentOf = function segmentOf(chunk, encoding) {
  const handle = handles.get(chunk)
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk

  return Segment.owning(bytes, handle === undefined ? null : handle)
}

function answer(pipe, cb, drained) {
  const err = getStreamError(pipe) || (drained ? null : errors.PIPE_IS_CLOSED())

  queueMicrotask(() => void cb(err))
}
