const { fs } = require('./platform')

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

/** The numbers of the open descriptors that are sockets. */
exports.socketDescriptors = function socketDescriptors() {
  return fs
    .readdirSync('/proc/self/fd')
    .filter((fd) => (exports.targetOf(fd) || '').startsWith('socket:'))
    .map(Number)
}

/**
 * A check, to be called at the end, that every descriptor opened since has been closed. /dev/null
 * is opened in reserve for the day when there are none left: once by libuv, with its first stream,
 * and once by whoever accepts. Those may stay, and no more than those, however often it is checked.
 */
exports.balance = function balance(t) {
  const before = exports.openDescriptors()
  if (reserves === -1) reserves = count(before, '/dev/null')
  return () => {
    const after = exports.openDescriptors()
    const rest = (targets) => targets.filter((target) => target !== '/dev/null')
    t.alike(rest(after), rest(before), 'no descriptor is left over')
    t.ok(count(after, '/dev/null') <= reserves + 2, 'nor one more on /dev/null')
  }
}

let reserves = -1

function count(targets, name) {
  return targets.filter((target) => target === name).length
}

exports.O_ACCMODE = 0o3
exports.O_RDONLY = 0o0
exports.O_WRONLY = 0o1
exports.O_RDWR = 0o2
exports.O_NONBLOCK = 0o4000
exports.O_CLOEXEC = 0o2000000
