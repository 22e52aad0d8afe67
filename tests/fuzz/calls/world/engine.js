// Readies the process: its directory, and what would disturb.
const { name, os } = require('../../../conformance/support/platform')

/** Everything happens in `directory`. */
exports.prepare = function prepare(directory) {
  os.chdir(directory)
  // Many listeners on one object are what is wanted here.
  if (name === 'node') require('events').defaultMaxListeners = 0
}
