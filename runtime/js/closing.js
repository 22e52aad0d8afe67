/* The end of a pipe: of its write half, or of all of it. */
const { Duplex, getStreamError } = require('bare-stream')
const binding = require('#binding')
const { State } = require('../../generated/pipe/js/flags')
const errors = require('../../generated/pipe/js/errors')
const forwarding = require('./forwarding')
const { settleDestroy, settleFinal, settleOpen, settleWrite } = require('./settling')
const { connectionClosed } = require('./connections')
const { unwatch } = require('./signals')

const BOTH = State.READABLE | State.WRITABLE

/* The last chunk goes the way of all others; bare-stream then finishes when everything is sent. */
exports.end = function end(pipe, chunk, encoding, handle, cb) {
  if (chunk !== undefined && chunk !== null) pipe.write(chunk, encoding, handle)

  pipe._state |= State.ENDING
  forwarding.stopFeeding(pipe)

  return Duplex.prototype.end.call(pipe, cb)
}

/* Everything has been sent. A two-way pipe tells its peer so; a one-way pipe just closes. */
exports.finish = function finish(pipe, cb) {
  if ((pipe._state & BOTH) !== BOTH || pipe._state & State.CLOSING) return cb(null)

  pipe._pendingFinal = cb

  try {
    if (binding.streamTryEnd(pipe._native)) exports.ended(pipe, null)
    else binding.streamEnd(pipe._native)
  } catch (err) {
    exports.ended(pipe, err)
  }
}

/* A peer that is gone already needs no telling, and neither does a pipe that is closing. */
exports.ended = function ended(pipe, err) {
  const ignored = err === null || err.code === 'ENOTCONN' || pipe._state & State.CLOSING

  settleFinal(pipe, ignored ? null : err)
}

/* What bare-stream says of a stream that was destroyed without an error, once it has said it. */
let destroyedError = null

/*
 * bare-stream makes an error of its own where it is given none, for whoever asks what has become of
 * the pipe. Making one for each would cost more than all the rest of destroying does.
 */
exports.destroy = function destroy(pipe, err) {
  if (!err && destroyedError === null) destroyedError = makeDestroyedError()

  return Duplex.prototype.destroy.call(pipe, err || destroyedError)
}

/* It is everybody's, so that it has no stack, and stays what it is. */
function makeDestroyedError() {
  const stream = new Duplex()
  const limit = Error.stackTraceLimit

  Reflect.set(Error, 'stackTraceLimit', 0)

  try {
    stream.destroy()
  } finally {
    Reflect.set(Error, 'stackTraceLimit', limit)
  }

  return Object.freeze(getStreamError(stream, { all: true }))
}

/* bare-stream is about to destroy the pipe: nothing more is delivered from here on. */
exports.closing = function closing(pipe) {
  if (pipe._state & State.CLOSING) return

  forwarding.settle(pipe)

  pipe._state |= State.CLOSING
  pipe._state &= ~State.CONNECTING

  binding.streamClose(pipe._native)
}

/* `close` is emitted once the descriptor is closed. */
exports.destroyed = function destroyed(pipe, err, cb) {
  exports.closing(pipe)

  if (pipe._outgoing !== null && !pipe._outgoing.isEmpty) {
    pipe._outgoing.abandon(err === null ? errors.PIPE_IS_CLOSED() : err)
  }

  if (pipe._state & State.CLOSED) cb(null)
  else pipe._pendingDestroy = cb
}

/* The descriptor is closed, and with it everything that waited for it ends. */
exports.closed = function closed(pipe) {
  pipe._state |= State.CLOSED

  unwatch(pipe)

  settleOpen(pipe, null)
  settleWrite(pipe, null)
  settleFinal(pipe, null)
  settleDestroy(pipe, null)

  connectionClosed(pipe)
  forwarding.leave(pipe)
}

exports.disposePipe = function disposePipe(pipe) {
  return new Promise((resolve) => {
    if (pipe.destroyed) return resolve()

    // First in line: a listener that throws keeps the later ones from being called.
    pipe.prependOnceListener('close', resolve)
    pipe.destroy()
  })
}
