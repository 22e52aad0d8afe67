// Named pipes of the file system, made once and used again: nothing in JavaScript makes them.
const { spawn } = require('../conformance/support/platform')

/** Makes `count` FIFOs in `directory`; resolves with those who hand them out. */
exports.makeFifos = async function makeFifos(directory, count) {
  const paths = Array.from({ length: count }, (_, i) => `${directory}/fifo-${i}`)
  const child = spawn('/usr/bin/mkfifo', paths, { stdio: ['ignore', 'ignore', 'ignore'] })
  await new Promise((resolve) => child.once('exit', resolve))
  return new Fifos(paths)
}

class Fifos {
  constructor(paths) {
    this.free = paths
    this.waiting = []
  }

  /** A path that nobody else uses until it is given back. */
  take() {
    return this.free.length > 0
      ? Promise.resolve(this.free.pop())
      : new Promise((resolve) => this.waiting.push(resolve))
  }

  giveBack(path) {
    const next = this.waiting.shift()
    if (next === undefined) this.free.push(path)
    else next(path)
  }
}
