/* What `pipe()` changes for the two pipes that it ties together, and what ends that. */
const { State } = require('../../generated/pipe/js/flags')
const forwarding = require('./forwarding')

/* The pipe is about to be piped to `to`; bare-stream allows that once. */
exports.forward = function forward(pipe, to) {
  if (pipe._state & State.PIPED) return

  pipe._state |= State.PIPED

  forwarding.join(pipe, to)
}

/* Chunks are not what has been read any more, or do not come next. */
exports.stopForwarding = function stopForwarding(pipe) {
  forwarding.stop(pipe)
}

/* The pipe is to send nothing for now. */
exports.stopFeeding = function stopFeeding(pipe) {
  forwarding.stopFeeding(pipe)
}

exports.bytesRead = function bytesRead(pipe) {
  return pipe._bytesRead + forwarding.count(pipe).read
}

exports.bytesWritten = function bytesWritten(pipe) {
  const { _outgoing: outgoing } = pipe

  return forwarding.count(pipe).written + (outgoing === null ? 0 : outgoing.bytesWritten)
}
