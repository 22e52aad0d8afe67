/*
 * From one pipe to another, by `pipe()`, with bytes that JavaScript never sees: the native side writes what it
 * has read, for as long as the other end takes it at once. What that does not take comes here and goes
 * bare-stream's way, and so does all that comes after something else, or that somebody else is to see.
 */
const binding = require('#binding')
const { State } = require('../../generated/pipe/js/flags')
const Outgoing = require('./outgoing')
const { isPipe, isPushOverridden, isWriteOverridden } = require('./overriding')

/* A chunk that bare-stream has been given and has not written yet is QUEUED. */
const KEPT = State.DECODED | State.QUEUED | State.UNHEARD | State.CLOSING
const WRITABLE = State.OPENED | State.CONNECTED | State.WRITABLE
const HELD_BACK = State.CORKED | State.ENDING | State.UNHEARD | State.CLOSING

/* The pipe is about to be piped to `to`, for the first time. */
exports.join = function join(pipe, to) {
  if (!isPipe(to) || pipe._ipc || pipe._inlet !== null) return

  // `last` is the last chunk that bare-stream has been given and has not written yet.
  const forwarding = { from: pipe, to, last: null, active: false }

  pipe._forwarding = forwarding
  to._feeders = to._feeders === null ? [forwarding] : [...to._feeders, forwarding]

  pipe.on('newListener', (name) => {
    if (name === 'data' || name === 'readable') stop(forwarding)
  })
  to.on('newListener', (name) => {
    if (name === 'drain') stop(forwarding)
  })

  queueMicrotask(() => exports.goOn(pipe))
}

/* A chunk goes bare-stream's way. Returns false when that has enough. */
exports.queue = function queue(pipe, chunk) {
  stop(pipe._forwarding)

  pipe._forwarding.last = chunk

  return pipe.push(chunk)
}

/* bare-stream has written `chunk` to the pipe, and with it all that was before it. */
exports.fed = function fed(pipe, chunk) {
  const forwarding = pipe._feeders.find(({ last }) => last === chunk)

  if (forwarding === undefined) return

  forwarding.last = null
  forwarding.from._state &= ~State.QUEUED

  queueMicrotask(() => exports.goOn(forwarding.from))
}

/* Forwards what comes next, unless there is something before it, or somebody else is to see it. */
exports.goOn = function goOn(pipe) {
  const { _forwarding: forwarding } = pipe

  if (forwarding === null || forwarding.active) return
  if (!isUnseen(pipe) || !isIdle(forwarding.to)) return

  binding.streamForward(pipe._native, forwarding.to._native)
  forwarding.active = true
}

/* What comes next is told. */
exports.stop = function stopForwarding(pipe) {
  if (pipe._forwarding !== null) stop(pipe._forwarding)
}

/* The pipe takes nothing at once from now on. */
exports.stopFeeding = function stopFeeding(pipe) {
  if (pipe._feeders !== null) pipe._feeders.forEach(stop)
}

/* The pipe is about to be closed: what has been counted natively is kept. */
exports.settle = function settle(pipe) {
  if (isAlone(pipe)) return

  const { read, written } = exports.count(pipe)

  pipe._bytesRead += read

  if (written > 0) Outgoing.of(pipe).earlier += written
}

/* The pipe is closed. */
exports.leave = function leave(pipe) {
  const { _forwarding: forwarding } = pipe

  if (forwarding === null) return

  const { to } = forwarding

  to._feeders = to._feeders.filter((feeder) => feeder !== forwarding)
  pipe._forwarding = null
}

/* How many bytes have been forwarded natively: `read` from this pipe, and `written` to it. */
exports.count = function count(pipe) {
  if (isAlone(pipe) || pipe._state & State.CLOSING) return { read: 0, written: 0 }

  const [read, written] = binding.streamForwarded(pipe._native)

  return { read, written }
}

function isAlone(pipe) {
  return pipe._forwarding === null && pipe._feeders === null
}

function stop(forwarding) {
  if (!forwarding.active) return

  forwarding.active = false

  if ((forwarding.from._state & State.CLOSING) === 0) {
    binding.streamStopForwarding(forwarding.from._native)
  }
}

function isUnseen(pipe) {
  return (
    (pipe._state & KEPT) === 0 &&
    !isPushOverridden(pipe) &&
    pipe.listenerCount('data') === 0 &&
    pipe.listenerCount('readable') === 0
  )
}

/*
 * Nothing is being written to the pipe, nobody writes in a way of his own, and of `drain` nobody is told but
 * bare-stream, once for each of the feeders.
 */
function isIdle(pipe) {
  return (
    (pipe._state & (WRITABLE | HELD_BACK)) === WRITABLE &&
    pipe.listenerCount('drain') === pipe._feeders.length &&
    !isWriteOverridden(pipe) &&
    (pipe._outgoing === null || pipe._outgoing.isEmpty)
  )
}
