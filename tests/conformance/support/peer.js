const { fs } = require('./platform')
const { Pipe } = require('../subject')
const { start, fixture } = require('./child')
const { exists } = require('./directory')
const { once } = require('./events')

const interpreter = exists('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'

/** The shell's command line that runs a fixture in Python. */
exports.python = function python(name) {
  // An executable that is no part of the test gets by without the sanitizers of this one.
  return `env -u LD_PRELOAD ${interpreter} '${fixture(name)}'`
}

/**
 * A process that goes through the steps of fixtures/peer.py at the other end of a socket pair:
 * `{ pipe, finished }`, `pipe` being this end.
 */
exports.peer = function peer(t, steps, options = {}) {
  const line = `exec ${exports.python('peer.py')} '${JSON.stringify(steps)}'`
  const { end, finished } = exports.attached(line)
  const pipe = new Pipe({ ipc: true, ...options }).open(end)
  t.teardown(() => pipe.destroy())
  return { pipe, finished }
}

/** A command line of the shell whose descriptor 3 is connected to `end`, and what `start` tells. */
exports.attached = function attached(line, options) {
  const [end, theirs] = Pipe.socketpair()
  const child = start(line, { ...options, extra: [theirs] })
  fs.closeSync(theirs)
  return { end, ...child }
}

/** When what the first child and the first stream of a process leave open has been opened. */
exports.warmedUp = async function warmedUp() {
  const { end, finished } = exports.attached('exec true')
  const pipe = new Pipe(end).resume()
  pipe.on('end', () => pipe.end())
  await Promise.all([finished, once(pipe, 'close')])
}

/** A function that tells how many descriptors of any kind are open beyond those of now. */
exports.descriptorCount = async function descriptorCount() {
  await exports.warmedUp()
  const before = count()
  return () => count() - before
}

function count() {
  return fs.readdirSync('/proc/self/fd').length
}
