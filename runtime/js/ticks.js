/*
 * Where the code of this tick has run. Called back for a chunk that ends when the listeners return; elsewhere
 * it is where microtasks begin to run, one of them for all pipes, as each costs promises.
 */
let waiting = []
let calledBack = false

/* Has `outgoing` told when this tick's code has run. */
exports.awaitEnd = function awaitEnd(outgoing) {
  if (waiting.push(outgoing) === 1 && !calledBack) queueMicrotask(end)
}

/* The event loop has called back, and JavaScript begins to run. */
exports.begin = function begin() {
  calledBack = true
}

/* It is about to return to the event loop. */
exports.end = function () {
  calledBack = false

  if (waiting.length > 0) end()
}

function end() {
  const ended = waiting

  waiting = []

  for (let i = 0; i < ended.length; i++) ended[i].checkpoint()
}
