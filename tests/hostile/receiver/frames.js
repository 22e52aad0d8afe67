// The messages of peer/frame.h, found again in a stream of bytes and compared with what they must be.
const MAGIC = 0x7b
const URGENT = 0xee
const HEADER = 12
const MAX_COUNT = 253
const MAX_PAYLOAD = 65536
const OFFSETS = 4093
const ANY = -1

const pattern = makePattern()

function makePattern() {
  const bytes = Buffer.alloc(OFFSETS + MAX_PAYLOAD)
  let state = 1
  for (let i = 0; i < bytes.byteLength; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    bytes[i] = state >>> 16
  }
  return bytes
}

module.exports = class Frames {
  /**
   * Tells `listener` of each message, `message({ types, urgent, asked })`, as soon as its header is
   * known, of each byte from out of band, `urgent()`, and of bytes that nobody has sent so, `corrupt(why)`.
   */
  constructor(listener) {
    this.listener = listener
    this.header = Buffer.alloc(HEADER + MAX_COUNT)
    this.filled = 0
    this.next = 0
    this.offset = 0
    this.left = 0
    this.count = 0
    this.bytes = 0
    this.corrupt = false
  }

  /** Whether the last message is complete. */
  get isBetween() {
    return this.filled === 0 && this.left === 0
  }

  /** Whether what has come begins as messages do. */
  static begins(chunk) {
    return chunk[0] === MAGIC
  }

  /** Somebody else may have read the first messages, from the same socket. */
  startAnywhere() {
    this.next = ANY
  }

  take(chunk) {
    let at = 0
    while (at < chunk.byteLength && !this.corrupt) {
      if (this.left > 0) at = this.comparePayload(chunk, at)
      else if (this.filled === 0 && chunk[at] === URGENT) at = this.takeUrgent(at)
      else at = this.takeHeader(chunk, at)
    }
  }

  takeUrgent(at) {
    this.listener.urgent()
    return at + 1
  }

  takeHeader(chunk, at) {
    while (at < chunk.byteLength && this.filled < this.headerLength) {
      this.header[this.filled++] = chunk[at++]
      this.bytes++
    }
    if (this.header[0] !== MAGIC) this.fail(`a message begins with ${this.header[0]}`)
    else if (this.filled === this.headerLength) this.begin()
    return at
  }

  get headerLength() {
    return this.filled < HEADER ? HEADER : HEADER + this.header[2]
  }

  begin() {
    const number = this.header.readUInt32LE(4)
    const length = this.header.readUInt32LE(8)
    if (number !== this.next && this.next !== ANY) {
      return this.fail(`message ${number} in the place of ${this.next}`)
    }
    if (length > MAX_PAYLOAD) return this.fail(`a payload of ${length} bytes`)
    this.next = number + 1
    this.offset = (number * 2654435761) % OFFSETS
    this.left = length
    this.filled = 0
    this.count++
    this.listener.message({
      types: this.header.subarray(HEADER, HEADER + this.header[2]),
      urgent: this.header[1],
      asked: this.header[3]
    })
  }

  comparePayload(chunk, at) {
    const length = Math.min(this.left, chunk.byteLength - at)
    const expected = pattern.subarray(this.offset, this.offset + length)
    if (Buffer.compare(chunk.subarray(at, at + length), expected) !== 0) {
      this.fail(`the payload of message ${this.next - 1}`)
    }
    this.offset += length
    this.left -= length
    this.bytes += length
    return at + length
  }

  fail(why) {
    this.corrupt = true
    this.listener.corrupt(why)
  }
}
