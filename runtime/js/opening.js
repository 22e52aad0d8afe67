/* From a new pipe to an open one: connecting, adopting a descriptor, being accepted or spawned. */
const { isFinished, isReadable, isWritable } = require('bare-stream')
const { OpenStatus, State } = require('../../generated/pipe/js/flags')
const { demand } = require('./reading')
const { settleOpen } = require('./settling')
const { watch } = require('./signals')

/* Which halves are usable: what the descriptor allows, less what has ended. */
exports.readyState = function readyState(pipe) {
  if (pipe._state & State.CONNECTING) return 'opening'
  if ((pipe._state & State.CONNECTED) === 0) return 'closed'

  const readable = (pipe._state & State.READABLE) !== 0 && isReadable(pipe)
  const writable = (pipe._state & State.WRITABLE) !== 0 && isWritable(pipe) && !isFinished(pipe)

  if (readable) return writable ? 'open' : 'readOnly'

  return writable ? 'writeOnly' : 'closed'
}

/* bare-stream asks for the pipe to be opened; it goes on once there is a descriptor. */
exports.openStream = function openStream(pipe, cb) {
  pipe._pendingOpen = cb

  if (pipe._state & State.CONNECTED) continueOpen(pipe)
}

/* The descriptor is ours. Which halves it has is known at once, `connect` comes in a microtask. */
exports.opened = function opened(pipe, status) {
  if (status & OpenStatus.TERMINAL && pipe._inlet === null) waitForDemand(pipe)

  adopt(pipe, (status & OpenStatus.READABLE) !== 0, (status & OpenStatus.WRITABLE) !== 0)

  queueMicrotask(() => {
    if ((pipe._state & State.CLOSING) === 0) pipe.emit('connect')
  })
}

exports.failOpen = function failOpen(pipe, err) {
  pipe._state |= State.FAILED
  pipe._fd = -1

  queueMicrotask(() => pipe.destroy(err))
}

/* Ties the pipe to the signal of `connect`. One that has aborted already takes the connection's place. */
exports.watchConnect = function watchConnect(pipe, path, opts) {
  const { signal } = opts

  if (signal === undefined || signal === null) return

  if (!signal.aborted) {
    watch(pipe, signal, destroy)
    return
  }

  // A getter that throws leaves the pipe as it was.
  const { reason } = signal

  pipe._state |= State.ABORTED

  exports.failConnect(pipe, reason)
}

/* The outcome of `connect`, from the event loop. */
exports.connected = function connected(pipe, err) {
  if (err !== null) {
    pipe.destroy(err)
    return
  }

  pipe._state &= ~State.CONNECTING
  adopt(pipe, true, true)

  pipe.emit('connect')
}

exports.failConnect = function failConnect(pipe, err) {
  queueMicrotask(() => pipe.destroy(err))
}

/* A connection or a handle has been moved in natively: both halves are there. */
exports.accepted = function accepted(pipe) {
  adopt(pipe, true, true)
}

/* A child process holds the other end, and says which halves this one has. */
exports.spawned = function spawned(pipe, readable, writable) {
  adopt(pipe, readable, writable)
}

function destroy(pipe, reason) {
  pipe.destroy(reason)
}

function adopt(pipe, readable, writable) {
  pipe._state |= State.CONNECTED

  if (readable) pipe._state |= State.READABLE
  else pipe.push(null)

  if (writable) pipe._state |= State.WRITABLE
  else pipe.end()

  continueOpen(pipe)
}

function continueOpen(pipe) {
  if (pipe._pendingOpen === null) return

  pipe._state |= State.OPENED

  settleOpen(pipe, null)
}

/*
 * A terminal is two-way even where it is only meant for output. Read-ahead would keep the process
 * alive for as long as nobody types, and take the input from whoever it is meant for.
 */
function waitForDemand(pipe) {
  pipe._state |= State.UNREAD

  pipe.on('newListener', (name) => {
    if (name === 'data' || name === 'readable') demand(pipe)
  })
}
