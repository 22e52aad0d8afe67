// The command line of soak.js.
const { path } = require('../conformance/support/platform')
const { names } = require('./programme')

exports.help = `Usage: soak.js [options]

Runs everything at once until the time is over, and tells whether anything was lost, leaked or corrupt.
Wants --expose-gc of its runtime.

  --duration <time>   30s, 15m, 8h (default 30s)
  --seed <number>     repeats what another soak did (default: another one each time)
  --peer <program>    the runtime of the process at the other end (default: this one)
  --meter <path>      build/<preset>/soak/meter, without the suffix
  --scenario <name>   only this one; may be repeated
  --load <file>       a module to load before all others
  --plain             no progress, also on a terminal

Scenarios: ${names.join(', ')}
`

/** Takes the words of a command line; throws an Error that says what is wrong with them. */
exports.parse = function parse(words) {
  const options = {
    duration: 30,
    seed: (Math.random() * 0x100000000) >>> 0,
    peer: null,
    meter: null,
    scenarios: [],
    load: [],
    plain: false,
    help: false
  }
  const rest = [...words]
  while (rest.length > 0) {
    const word = rest.shift()
    if (!(word in switches || word in readers))
      throw new Error(`There is no option ${word}. Try --help.`)
    if (word in switches) switches[word](options)
    else readers[word](options, rest.shift(), word)
  }
  return options
}

const readers = {
  '--duration': (options, value) => (options.duration = seconds(value)),
  '--seed': (options, value) => (options.seed = number(value)),
  '--peer': (options, value, word) => (options.peer = given(value, word)),
  '--meter': (options, value, word) => (options.meter = path.resolve(given(value, word))),
  '--scenario': (options, value) => options.scenarios.push(scenario(value)),
  '--load': (options, value, word) => options.load.push(path.resolve(given(value, word)))
}

const switches = {
  '--help': (options) => (options.help = true),
  '--plain': (options) => (options.plain = true)
}

function given(value, word) {
  if (value === undefined) throw new Error(`${word} wants a value. Try --help.`)
  return value
}

function seconds(value) {
  const [, count, unit] = /^(\d+)([smh]?)$/.exec(value) || []
  if (count === undefined) throw new Error(`--duration wants a time such as 15m, not ${value}.`)
  return Number(count) * { '': 1, s: 1, m: 60, h: 3600 }[unit]
}

function number(value) {
  if (!/^\d+$/.test(value)) throw new Error(`--seed wants an integer, not ${value}.`)
  return Number(value) >>> 0
}

function scenario(value) {
  if (names.includes(value)) return value
  throw new Error(`There is no scenario ${value}, but ${names.join(', ')}.`)
}
