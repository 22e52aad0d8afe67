// Descriptors of the fuzzer's own, so that no other one of the process is ever touched.
const { fs } = require('../../../conformance/support/platform')
const { targetOf } = require('../../../conformance/support/descriptors')
const stage = require('./stage')

const O_RDWR = 0o2
const O_NONBLOCK = 0o4000

/** The descriptors of one round. */
module.exports = class Descriptors {
  constructor() {
    // number -> what it referred to when it was opened, and whether a pipe has taken it over
    this.open = []
  }

  /** A number of that form. */
  take(form, index) {
    if (form === 'huge') return 0x7fffffff
    if (form === 'negative') return -5
    if (form === 'closed') return closedNumber()
    if (form === 'used') return this.used(index)
    const opened = OPENING[form]()
    const fds = Array.isArray(opened) ? opened : [opened]
    for (const fd of fds) this.own(fd)
    return fds[form === 'write end' ? 1 : 0]
  }

  /** Takes note of a descriptor that is the fuzzer's to close until a pipe has it. */
  own(fd) {
    this.open.push({ fd, target: targetOf(fd), adopted: false })
    return fd
  }

  /** One that has been used before and still is what it was. */
  used(index) {
    const usable = this.open.filter((one) => isStill(one))
    return usable.length === 0 ? closedNumber() : usable[index % usable.length].fd
  }

  /** A pipe has it. */
  adopted(fd) {
    const one = this.open.findLast((each) => each.fd === fd)
    if (one !== undefined && isStill(one)) one.adopted = true
  }

  /** Closes what nobody has taken over. */
  release() {
    for (const one of this.open) if (!one.adopted && isStill(one)) fs.closeSync(one.fd)
  }
}

const OPENING = {
  socket: () => stage.original.streamSocketpair(),
  'read end': () => stage.original.streamPipe(),
  'write end': () => stage.original.streamPipe(),
  'file to read': () => fs.openSync('file', 'r'),
  'file to write': () => fs.openSync('out', 'w'),
  FIFO: () => fs.openSync('fifo', O_RDWR | O_NONBLOCK),
  'null device': () => fs.openSync('/dev/null', 'r+'),
  directory: () => fs.openSync('directory', 'r')
}

function isStill({ fd, target }) {
  return fd > 2 && target !== null && targetOf(fd) === target
}

/** A number in the range of descriptors that stands for none now. */
function closedNumber() {
  let fd = 900
  while (targetOf(fd) !== null) fd++
  return fd
}
