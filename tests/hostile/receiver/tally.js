// What the receiver has seen: the other side of the balance.
const tally = {
  connections: 0,
  dropped: 0,
  conversations: 0,
  closed: 0,
  servers: 0,
  serversClosed: 0,
  replied: 0,
  repliedMessages: 0,
  repliedBytes: 0,
  repliedHandles: 0,
  messages: 0,
  bytes: 0,
  handles: {},
  accepted: 0,
  refused: 0,
  starved: 0,
  thrown: 0,
  uncaught: 0,
  destroyed: 0,
  writes: 0,
  callbacks: 0,
  urgent: 0,
  heldAtMost: 0,
  behaviours: {},
  errors: {},
  guestErrors: {},
  serverErrors: {},
  failures: []
}

exports.tally = tally

exports.count = function count(table, key) {
  table[key] = (table[key] || 0) + 1
}

/** What must not be. The first few are enough. */
exports.fail = function fail(why) {
  if (tally.failures.length < 20) tally.failures.push(why)
}
