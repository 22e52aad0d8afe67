/* What makes calls fail: see inject/control.h for the commands. */
const { fs } = require('../../conformance/support/platform')

const control = load()

function load() {
  if (typeof Bare === 'undefined') return require('./control.node').control

  return Bare.Addon.load(new URL(`file://${__dirname}/control.bare`)).exports.control
}

/** Lets the calls fail that `fault` says: `{ call, error, nth, times }`. */
exports.arm = function arm({ call, error, nth, times }) {
  say(`arm ${call} ${error} ${nth} ${times}`)
}

/** Counts calls, and lets none of them fail. */
exports.count = function count() {
  say('count')
}

/** Ends what `arm` or `count` has begun. Returns how many calls have failed. */
exports.disarm = function disarm() {
  return Number(say('disarm'))
}

/** How often each call has happened since `arm` or `count`, by its name. */
exports.counts = function counts() {
  return Object.fromEntries(lines('counts').map(([count, name]) => [name, Number(count)]))
}

/** How many handles the event loop has. */
exports.handles = function handles() {
  return Number(say('handles'))
}

/** The number of the cycle that `arm` or `count` has begun last. */
exports.cycle = function cycle() {
  return Number(say('cycle'))
}

/** The sizes of the addon's blocks of memory that were allocated in `cycle` or later. */
exports.blocksSince = function blocksSince(cycle) {
  return lines('blocks')
    .map(([made, size]) => ({ cycle: Number(made), size: Number(size) }))
    .filter((block) => block.cycle >= cycle)
}

/** What each open descriptor leads to, in order. */
exports.descriptors = function descriptors() {
  return fs
    .readdirSync('/proc/self/fd')
    .map((fd) => `${fd} -> ${target(fd)}`)
    .sort()
}

function target(fd) {
  try {
    return fs.readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    // The one through which the directory was read.
    return 'closed'
  }
}

function lines(command) {
  return say(command)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' '))
}

function say(command) {
  const reply = control(command)
  if (reply.startsWith('unknown: ')) throw new Error(`faults: ${reply}`)
  return reply
}
