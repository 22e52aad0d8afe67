/*
 * Chunks for a program that listens and has been told of all before them. bare-stream would queue each
 * and tell of it in a microtask, where it finds the queue with nothing else in it: such a one is told at once.
 */
const { isEnded } = require('bare-stream')
const { State } = require('../../generated/pipe/js/flags')
const { isPushOverridden } = require('./overriding')
const ticks = require('./ticks')

/* A chunk takes bare-stream's way: it waits, or it becomes something else. */
const QUEUES = State.PAUSED | State.PIPED | State.DECODED | State.UNHEARD

/* Whether a chunk that arrives now is for the listeners of `data`, and for nobody else. */
exports.flows = function flows(pipe) {
  return (pipe._state & State.QUEUED) === 0 && listens(pipe)
}

/*
 * Told by the event loop, and where that tells of nothing else, what is written meanwhile is of one tick, which
 * then is over.
 */
exports.tell = function tell(pipe, chunk, isAlone) {
  if (!isAlone) return void pipe.emit('data', chunk)

  ticks.begin()

  try {
    pipe.emit('data', chunk)
  } finally {
    ticks.end()
  }
}

/* Leaves the chunk with bare-stream. Returns false when it has enough. */
exports.queue = function queue(pipe, chunk) {
  const more = pipe.push(chunk)

  // bare-stream's own microtask is before this one, and empties the queue unless the program pauses.
  if (listens(pipe)) queueMicrotask(() => emptied(pipe))

  return more
}

/* Where a program has pushed the end, nothing is told after it. */
function emptied(pipe) {
  if (listens(pipe) && !isEnded(pipe)) pipe._state &= ~State.QUEUED
}

function listens(pipe) {
  return (
    (pipe._state & QUEUES) === 0 &&
    !isPushOverridden(pipe) &&
    pipe.listenerCount('data') > 0 &&
    pipe.listenerCount('readable') === 0
  )
}
