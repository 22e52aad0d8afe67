// A fault for a soak to find: one in 500 connections leaves a descriptor open.
const { fs } = require('../../conformance/support/platform')
const { Pipe } = require('../../conformance/subject')

const { connect } = Pipe.prototype

let connections = 0

Pipe.prototype.connect = function (...args) {
  if (++connections % 500 === 0) fs.openSync('/dev/zero', 'r')
  return connect.apply(this, args)
}
