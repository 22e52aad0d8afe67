// The bytes that travel. Each direction of each connection reads a table from a place of its own, its
// key: one that is lost, repeated, swapped or another connection's does not fit the place it arrives at.
const Random = require('./random')

/* No stream is longer, so that no two places of one have the same surroundings. */
const PERIOD = 0x200000

const tables = { bytes: binaryTable(), text: textTable() }

/** How many bytes a sequence has at most. */
exports.LONGEST = PERIOD >> 1

/** How many bytes a character has at most. */
exports.LONGEST_CHARACTER = 4

/** One direction's bytes: the sender takes them in turn, the receiver checks them in turn. */
exports.Sequence = class Sequence {
  /** `kind` is `'bytes'`, or `'text'` for what is valid UTF-8. */
  constructor(key, kind = 'bytes') {
    this.table = tables[kind]
    this.start = boundary(this.table, key % this.table.byteLength)
    this.position = 0
  }

  /** The next `length` bytes, which are not to be changed; of text a few less, to end with a character. */
  take(length) {
    const bytes = this.at(this.position, this.whole(length))
    this.position += bytes.byteLength
    return bytes
  }

  /** How many of `chunk` are not the bytes that should come next. */
  check(chunk) {
    const expected = this.at(this.position, chunk.byteLength)
    this.position += chunk.byteLength
    return Buffer.compare(expected, chunk) === 0 ? 0 : different(expected, chunk)
  }

  get isText() {
    return this.table === tables.text
  }

  /** `length`, or a little less if that would cut a character. */
  whole(length) {
    return this.isText ? wholeCharacters(this.at(this.position, length)) : length
  }

  at(position, length) {
    const { table } = this
    const from = (this.start + position) % table.byteLength
    if (from + length <= table.byteLength) return table.subarray(from, from + length)
    return Buffer.concat([
      table.subarray(from),
      table.subarray(0, from + length - table.byteLength)
    ])
  }
}

/** The checksum of what everything is compared with. */
exports.checksum = function checksum() {
  let sum = 0
  for (const table of Object.values(tables)) {
    const words = new Uint32Array(table.buffer, table.byteOffset, table.byteLength >> 2)
    for (const word of words) sum = (Math.imul(sum, 31) + word) >>> 0
  }
  return sum
}

function binaryTable() {
  const random = new Random(1)
  const words = Uint32Array.from({ length: PERIOD >> 2 }, () => random.next())
  return Buffer.from(words.buffer)
}

/* Characters of one to four bytes. */
function textTable() {
  const random = new Random(2)
  const table = Buffer.alloc(PERIOD, '.')
  let length = 0
  while (length + 4 <= PERIOD) length += table.write(character(random), length)
  return table
}

function character(random) {
  const [least, most] = random.pick([
    [0x20, 0x7e],
    [0xa0, 0x7ff],
    [0x800, 0xd7ff],
    [0x10000, 0x1ffff]
  ])
  return String.fromCodePoint(random.between(least, most))
}

function boundary(table, from) {
  if (table === tables.bytes) return from
  while (isContinuation(table[from])) from = (from + 1) % table.byteLength
  return from
}

/* The length of `bytes` without a character that is cut off at its end. */
function wholeCharacters(bytes) {
  let start = bytes.byteLength - 1
  while (start > 0 && isContinuation(bytes[start])) start--
  const lead = bytes[start]
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  return start + length === bytes.byteLength ? bytes.byteLength : start
}

function isContinuation(byte) {
  return (byte & 0xc0) === 0x80
}

function different(expected, chunk) {
  let count = 0
  for (let i = 0; i < chunk.byteLength; i++) if (expected[i] !== chunk[i]) count++
  return count
}
