// A fault for a soak to find: one bit of one in 10,000 chunks that are read is wrong.
const { Pipe } = require('../../conformance/subject')

const { push } = Pipe.prototype

let chunks = 0

Pipe.prototype.push = function (chunk) {
  if (chunk !== null && ++chunks % 10000 === 0) chunk[chunk.byteLength >> 1] ^= 1
  return push.call(this, chunk)
}
