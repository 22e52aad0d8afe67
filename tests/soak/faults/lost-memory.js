// A fault for a soak to find: each connection leaves 100 bytes behind.
const { Pipe } = require('../../conformance/subject')

const { connect } = Pipe.prototype

const lost = []

Pipe.prototype.connect = function (...args) {
  lost.push(
    'x'
      .repeat(100 - 16 - 8)
      .split('')
      .reverse()
      .join('')
  )
  return connect.apply(this, args)
}
