// A fault for a soak to find: the callback of one in 20,000 writes never runs.
const { Pipe } = require('../../conformance/subject')

const { write } = Pipe.prototype

let writes = 0

Pipe.prototype.write = function (chunk, encoding, handle, cb) {
  const lost = ++writes % 20000 === 0 && typeof handle === 'function'
  return lost ? write.call(this, chunk, encoding) : write.call(this, chunk, encoding, handle, cb)
}
