/* Where the microtasks of this tick begin to run: one of them for all pipes, as each costs promises. */
let waiting = []

/* Has `outgoing` told when this tick's code has run. */
exports.awaitEnd = function awaitEnd(outgoing) {
  if (waiting.push(outgoing) === 1) queueMicrotask(end)
}

function end() {
  const ended = waiting

  waiting = []

  for (let i = 0; i < ended.length; i++) ended[i].checkpoint()
}
