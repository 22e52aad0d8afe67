// How many received descriptors are held for handles that nobody has claimed yet.
const { fs } = require('../../conformance/support/platform')
const { targetOf } = require('../../conformance/support/descriptors')
const { tally } = require('./tally')

/** Counting costs more than a message does: every so many are looked at. */
const EVERY = 4

let messages = 0
let looked = null

/** The number of open descriptors of this process. */
exports.openDescriptors = function openDescriptors() {
  return fs.readdirSync('/proc/self/fd').length
}

/** What the open descriptors refer to, as in `socket:[4711]`. */
exports.targets = function targets() {
  return fs
    .readdirSync('/proc/self/fd')
    .map(targetOf)
    .filter((target) => target !== null && !target.startsWith('/proc/'))
}

/** Which of the targets `after` are more than those `before`. */
exports.beyond = function beyond(before, after) {
  const rest = [...before]
  return after.filter((target) => {
    const at = rest.indexOf(target)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
}

/**
 * At the first handle of a message of `conversation`: all that came with it are held. The message has to
 * follow at once, and no descriptors to be opened or closed meanwhile but by accepting them.
 */
exports.arriving = function arriving(conversation) {
  looked = messages++ % EVERY === 0 ? look(conversation) : null
}

/** It takes a descriptor to look, and there may be none. */
function look(conversation) {
  try {
    return { conversation, open: exports.openDescriptors() }
  } catch (err) {
    if (err.code !== 'EMFILE') throw err
    return null
  }
}

/** When all handles of a message have been told, `claimed` of them having been accepted. */
exports.arrived = function arrived(conversation, claimed) {
  if (looked === null || looked.conversation !== conversation) return
  const now = look(conversation)
  const held = now === null ? 0 : looked.open - now.open + claimed
  looked = null
  if (held > tally.heldAtMost) tally.heldAtMost = held
}
