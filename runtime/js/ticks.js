/*
 * Where the code of this tick has run. Called back for a chunk that ends when the listeners return; elsewhere
 * it is where microtasks begin to run, one of them for all pipes, as each costs promises.
 */
let waiting = null
let calledBack = false

/* Has `outgoing`, which does not wait yet, told when this tick's code has run. */
exports.awaitEnd = function awaitEnd(outgoing) {
  if (waiting === null && !calledBack) queueMicrotask(end)

  outgoing.nextInTick = waiting
  waiting = outgoing
}

/* The event loop has called back, and JavaScript begins to run. */
exports.begin = function begin() {
  calledBack = true
}

/* It is about to return to the event loop. */
exports.end = function () {
  calledBack = false

  if (waiting !== null) end()
}

function end() {
  let outgoing = waiting

  waiting = null

  while (outgoing !== null) {
    const next = outgoing.nextInTick

    outgoing.nextInTick = null
    outgoing.checkpoint()
    outgoing = next
  }
}
