/* Failures after which nothing is said, or nothing happens any more, and rightly so. */

/* Nothing has come, or there is no room. libuv tries again after the second as it does after the first. */
const IDLE = new Set(['EAGAIN', 'ENOBUFS'])

/*
 * What ends the write half of something that is no socket, or is not connected any more: there is nobody
 * to be told (W6).
 */
const NO_HALVES = new Set(['ENOTCONN', 'ENOTSOCK'])

/** True if after `fault` a pipe may wait for ever, and bytes be missing that nobody has reported. */
exports.silence = function silence(fault) {
  if (fault === null) return false

  if (IDLE.has(fault.error) && fault.times === 'on') return true

  // What is no socket brings no handles.
  if (fault.call === 'recvmsg' && fault.error === 'ENOTSOCK') return true

  if (exports.isEnding(fault)) return true

  return fault.call.endsWith('shutdown') && NO_HALVES.has(fault.error)
}

/** True if `fault` is what an engine does when the environment is being ended: there is nobody to be told. */
exports.isEnding = function isEnding(fault) {
  return fault !== null && fault.error === 'fails'
}
