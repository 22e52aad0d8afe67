// A fault for a soak to find: one bit of one in 1,000 large chunks that are read is wrong.
const { Pipe } = require('../../conformance/subject')

const { push } = Pipe.prototype

/* Longer than any greeting or answer: what stands in these has checks of its own. */
const LARGE = 4096

let chunks = 0

Pipe.prototype.push = function (chunk) {
  if (chunk !== null && chunk.byteLength >= LARGE && ++chunks % 1000 === 0) {
    chunk[chunk.byteLength >> 1] ^= 1
  }
  return push.call(this, chunk)
}
