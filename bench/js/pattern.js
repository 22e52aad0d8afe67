// The bytes that travel: which one it is follows from its place in the stream, so that a receiver sees
// what is lost, repeated or swapped. They are printable: strings carry the same ones.

const PERIOD = 65536

// From a byte to more than a read takes, with no order in it.
const MIXED = [64, 1, 4096, 200, 16, 65536, 1000, 8, 32768, 512, 3, 100000, 64, 1500, 16384, 30]

function byteAt(offset) {
  const place = offset % PERIOD
  return 48 + ((place * 31 + (place >>> 8) * 7) & 63)
}

// The first `length` bytes; a multiple of the period can be sent over and over.
exports.bytes = function bytes(length) {
  const result = new Uint8Array(length)
  for (let i = 0; i < length; i++) result[i] = byteAt(i)
  return result
}

// `PERIOD / size` chunks that follow each other.
exports.chunks = function chunks(size, make) {
  const all = exports.bytes(Math.max(size, PERIOD))
  const result = []
  for (let offset = 0; offset < all.length; offset += size) {
    result.push(make(all.subarray(offset, offset + size)))
  }
  return result
}

// Pieces of many sizes that follow each other, `size` bytes in all, which is a multiple of the period.
exports.pieces = function pieces(size, make) {
  const all = exports.bytes(size)
  const result = []
  for (let offset = 0, turn = 0; offset < size; turn++) {
    const length = Math.min(MIXED[turn % MIXED.length], size - offset)
    result.push(make(all.subarray(offset, offset + length)))
    offset += length
  }
  return result
}

// Looks at both ends of a chunk: the same little work for every contestant.
exports.check = function check(chunk, offset) {
  const last = chunk.length - 1
  if (chunk[0] !== byteAt(offset) || chunk[last] !== byteAt(offset + last)) {
    throw new Error(`Not the bytes that were sent, at ${offset}`)
  }
}
