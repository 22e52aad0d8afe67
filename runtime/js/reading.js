/* Bytes on their way in, between the kernel and bare-stream's queue. */
const binding = require('#binding')
const { State } = require('../../generated/pipe/js/flags')
const flowing = require('./flowing')
const forwarding = require('./forwarding')
const inbox = require('./inbox')
const Inlet = require('./inlet')

/* Ties the pipe to the memory that the program wants it to read into. */
exports.lendMemory = function lendMemory(pipe, path, { onread }) {
  if (onread !== undefined && onread !== null) pipe._inlet = new Inlet(pipe, onread)
}

/* bare-stream wants more. */
exports.startReading = function startReading(pipe) {
  if (pipe._forwarding !== null) forwarding.goOn(pipe)
  if (pipe._inlet === null) return start(pipe)

  pipe._inlet.wanted = true

  if (!pipe._inlet.paused) start(pipe)
}

/* With no queue before the program, pausing is up to whoever fills its memory. */
exports.halt = function halt(pipe) {
  if (pipe._inlet === null) return

  pipe._inlet.paused = true
  stop(pipe)
}

exports.goOn = function goOn(pipe) {
  if (pipe._inlet === null || !pipe._inlet.paused) return

  pipe._inlet.paused = false

  if (pipe._inlet.wanted) start(pipe)
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
    pipe.destroy(pipe._inlet === null ? err : pipe._inlet.explain(err))
    return
  }

  if (chunk === null) {
    pipe.push(null)
    if (!pipe._allowHalfOpen) pipe.end()
    return
  }

  const bytes = inbox.take(chunk)

  pipe._bytesRead += bytes.byteLength

  // A listener of another pipe, which was told in the same go, may have destroyed this one.
  if (pipe._state & State.CLOSING) return

  if (flowing.flows(pipe)) flowing.tell(pipe, bytes, inbox.isAlone(chunk))
  else if (!queue(pipe, bytes)) stop(pipe)
}

function queue(pipe, bytes) {
  return pipe._forwarding === null ? flowing.queue(pipe, bytes) : forwarding.queue(pipe, bytes)
}

/* Bytes are in the program's memory. */
exports.filled = function filled(pipe, length) {
  pipe._bytesRead += length

  if (!pipe._inlet.tell(length)) exports.halt(pipe)
  else if (pipe._inlet.isReading) pipe._inlet.ready()
}

function start(pipe) {
  if (pipe._state & (State.READING | State.CLOSING)) return

  pipe._state |= State.READING

  if (pipe._inlet !== null && !pipe._inlet.ready()) return

  if ((pipe._state & State.UNREAD) === 0) resume(pipe)
}

function stop(pipe) {
  if ((pipe._state & (State.READING | State.CLOSING)) !== State.READING) return

  pipe._state &= ~State.READING
  binding.streamPause(pipe._native)
}

/* A pipe that was declared open before it has a descriptor has nothing to read yet. */
function resume(pipe) {
  try {
    binding.streamResume(pipe._native)
  } catch (err) {
    if (err.code !== 'ENOTCONN') exports.received(pipe, err, null)
  }
}
