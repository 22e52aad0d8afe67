const { fs } = require('../conformance/support/platform')
const { targetOf } = require('../conformance/support/descriptors')

/** How many descriptors of each kind this process has open, as `{ socket: 3 }`. */
exports.descriptors = function descriptors() {
  const counts = {}
  for (const fd of fs.readdirSync('/proc/self/fd')) {
    const target = targetOf(fd)
    // The directory that is being read is open as well.
    if (target === null || target.startsWith('/proc/')) continue
    const kind = target.replace(/:\[\d+\]$/, '')
    counts[kind] = (counts[kind] || 0) + 1
  }
  return counts
}
