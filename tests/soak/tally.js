// What has been done so far, by this process: one place where everything is counted.

/** A run, or a service, that did not go as it has to. */
exports.Failure = class Failure extends Error {}

/** Counts, and what went wrong. */
exports.Tally = class Tally {
  constructor() {
    this.runs = 0
    this.connections = 0
    this.visits = 0
    this.handles = 0
    this.bytes = 0
    this.corrupt = 0
    this.failures = []
  }

  /** Counts a chunk that has arrived, after comparing it with what should come next. */
  check(sequence, chunk, where) {
    const { position } = sequence
    const wrong = sequence.check(chunk)
    this.bytes += chunk.byteLength
    if (wrong === 0) return
    this.corrupt += wrong
    this.fail(`${where}: ${wrong} of ${chunk.byteLength} bytes from byte ${position} are corrupt`)
  }

  fail(text) {
    this.failures.push(text)
  }

  /** What another process wants to know. */
  get figures() {
    const { visits, handles, bytes, corrupt } = this
    return { visits, handles, bytes, corrupt, failure: this.failures[0] }
  }
}
