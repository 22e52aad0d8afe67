/* One direction of a connection: what has been written on one side, and what has come out. */

const PERIOD = 65521

module.exports = class Flow {
  constructor(name, seed) {
    this.name = name
    this.seed = seed
    this.offset = 0
    this.writes = []
    this.received = []
    this.sender = null
    this.receiver = null
  }

  /** The next `length` bytes; each tells where it is, so that none can stand for another. */
  next(length) {
    const from = this.offset
    this.offset += length
    return this.bytes(from, length)
  }

  bytes(from, length) {
    const bytes = Buffer.allocUnsafe(length)
    for (let i = 0; i < length; i++) bytes[i] = this.at(from + i)
    return bytes
  }

  at(i) {
    return ((Math.imul((i % PERIOD) + 1, 2654435761) >>> 13) + this.seed) & 0xff
  }

  /** Notes a write; its callback is to be called with the outcome. */
  write(from, length) {
    const write = { from, length, outcomes: [] }
    this.writes.push(write)
    return (err) => write.outcomes.push(err)
  }

  receive(chunk) {
    this.received.push(chunk)
  }

  get total() {
    return this.writes.reduce((sum, write) => sum + write.length, 0)
  }

  /** How many bytes the callbacks have said to be sent. */
  get confirmed() {
    const sent = this.writes.filter(
      ({ outcomes }) => outcomes.length === 1 && !isFailure(outcomes[0])
    )
    return sent.reduce((sum, write) => sum + write.length, 0)
  }

  get arrived() {
    return this.received.reduce((sum, chunk) => sum + chunk.byteLength, 0)
  }

  /** What is wrong with the callbacks and the bytes, whoever may have been told of a failure. */
  defects() {
    return [...this.callbackDefects(), ...this.byteDefects()]
  }

  callbackDefects() {
    const wrong = this.writes.filter(({ outcomes }) => outcomes.length !== 1)
    return wrong.map(({ from, outcomes }) => {
      return `${this.name}: the write at ${from} was called back ${outcomes.length} times`
    })
  }

  /* A write that has failed may have left out its bytes, or, as the last, their end. */
  byteDefects() {
    const bytes = Buffer.concat(this.received)
    let position = 0
    for (const write of this.writes) {
      const same = this.sameBytes(write, bytes, position)
      if (same === write.length) {
        position += same
      } else if (position + same === bytes.byteLength) {
        return []
      } else if (!this.failed(write)) {
        return [`${this.name}: wrong bytes after ${position + same}`]
      }
    }
    return position === bytes.byteLength ? [] : [`${this.name}: more bytes than were written`]
  }

  /* How many bytes of a write have come out at `position`. */
  sameBytes({ from, length }, bytes, position) {
    const count = Math.min(length, bytes.byteLength - position)
    const expected = this.bytes(from, count)
    const actual = bytes.subarray(position, position + count)
    if (expected.equals(actual)) return count
    let same = 0
    while (expected[same] === actual[same]) same++
    return same
  }

  failed(write) {
    return write.outcomes.some(isFailure)
  }

  /** True if something has been written that did not come out. */
  get isIncomplete() {
    return this.arrived < this.total
  }

  /** What the callbacks have told of failures. */
  get failures() {
    return this.writes.flatMap(({ outcomes }) => outcomes.filter(isFailure))
  }
}

function isFailure(err) {
  return err !== null && err !== undefined
}
