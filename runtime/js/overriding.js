/*
 * Programs that put methods of their own in the place of a pipe's. Classes with a way of writing of their
 * own, `_write` or `_writev`, are given bytes, and pass on what they like to the `_writev` that they override.
 */
const { Duplex, getStreamError, Writable } = require('bare-stream')
const errors = require('../../generated/pipe/js/errors')
const Segment = require('./segment')

/* What travels with which chunk. */
const handles = new WeakMap()

/* The class of pipes needs this file before it is there. */
let pipes = null

exports.isPipe = function isPipe(object) {
  return object instanceof ours().Pipe
}

/* bare-stream binds a `_write` to the object. */
exports.isOverridden = function isOverridden(pipe) {
  return pipe._writev !== ours().Pipe.prototype._writev || Object.hasOwn(pipe, '_write')
}

/* Whether somebody wants to see every chunk that arrives. */
exports.isPushOverridden = function isPushOverridden(pipe) {
  return pipe.push !== ours().push
}

/* Whether somebody wants to see every chunk that is written. */
exports.isWriteOverridden = function isWriteOverridden(pipe) {
  return pipe.write !== ours().write || exports.isOverridden(pipe)
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

function ours() {
  if (pipes === null) pipes = require('./pipes')

  return pipes
}
