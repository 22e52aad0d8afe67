/* Bytes on their way in, between the kernel and bare-stream's queue. */
const binding = require('#binding')
const { State } = require('../../generated/pipe/js/flags')

/* bare-stream wants more. */
exports.startReading = function startReading(pipe) {
  if (pipe._state & (State.READING | State.CLOSING)) return

  pipe._state |= State.READING

  if ((pipe._state & State.UNREAD) === 0) resume(pipe)
}

/* Somebody wants to read, which is what a terminal waits for. */
exports.demand = function demand(pipe) {
  if ((pipe._state & State.UNREAD) === 0) return

  pipe._state &= ~State.UNREAD

  if ((pipe._state & (State.READING | State.CLOSING)) === State.READING) resume(pipe)
}

/* A chunk, an error, or neither of the two at the end. */
exports.received = function received(pipe, err, chunk) {
  if (err !== null) {
    pipe.destroy(err)
    return
  }

  if (chunk === null) {
    pipe.push(null)
    if (!pipe._allowHalfOpen) pipe.end()
    return
  }

  pipe._bytesRead += chunk.byteLength

  if (pipe.push(Buffer.from(chunk)) || pipe._state & State.CLOSING) return

  pipe._state &= ~State.READING
  binding.streamPause(pipe._native)
}

/* A pipe that was declared open before it has a descriptor has nothing to read yet. */
function resume(pipe) {
  try {
    binding.streamResume(pipe._native)
  } catch (err) {
    if (err.code !== 'ENOTCONN') pipe.destroy(err)
  }
}
