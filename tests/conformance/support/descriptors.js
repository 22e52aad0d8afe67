const fs = require('bare-fs')
const { Pipe } = require('../subject')

let warm = false

/** The flags of an open descriptor, as open(2) knows them. */
exports.flagsOf = function flagsOf(fd) {
  const info = fs.readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')
  return parseInt(/flags:\s*([0-7]+)/.exec(info)[1], 8)
}

/** What a descriptor refers to, as in `socket:[4711]`; null when it is not open. */
exports.targetOf = function targetOf(fd) {
  try {
    return fs.readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return null
  }
}

/** What the open descriptors of this process refer to, sorted, the event loop's own left out. */
exports.openDescriptors = function openDescriptors() {
  return fs
    .readdirSync('/proc/self/fd')
    .map((fd) => exports.targetOf(fd))
    .filter((target) => target !== null)
    .filter((target) => !target.startsWith('anon_inode:') && !target.startsWith('/proc/'))
    .sort()
}

/** A check, to be called at the end, that every descriptor opened since has been closed. */
exports.balance = function balance(t) {
  // With a loop's first stream libuv opens /dev/null once, as a reserve for EMFILE.
  if (!warm) new Pipe().destroy()
  warm = true
  const before = exports.openDescriptors()
  return () => t.alike(exports.openDescriptors(), before, 'no descriptor is left over')
}

exports.O_ACCMODE = 0o3
exports.O_RDONLY = 0o0
exports.O_WRONLY = 0o1
exports.O_RDWR = 0o2
exports.O_NONBLOCK = 0o4000
exports.O_CLOEXEC = 0o2000000
