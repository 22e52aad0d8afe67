// The command line.
const { randomInt } = require('crypto')
const { parseArgs } = require('util')

const USAGE = `Usage: node tests/fuzz/calls/fuzz.js [options] [-- <command of the engine>]

Calls whatever the IDL says there is to call, with every kind of value, in every state, until
something is wrong or the calls are done. Before that, what was once wrong is called again.

  --calls N     how many calls to make (default: FUZZ_CALLS in the environment, else 20000)
  --seed N      what all calls follow from (default: FUZZ_SEED in the environment, else another
                one each time; it is printed)
  --round N     only this round of the seed, every step told
  --play FILE   only the steps of a file, every step told
  --whole       do not look for the fewest steps that still fail
  --help        this text

The engine is Node.js unless a command is given: \`-- tests/runtimes/node_modules/bare-1.33.4/bin/bare\`.
Exit status: 0 nothing is wrong, 1 something is, 2 wrong usage.`

const OPTIONS = {
  calls: { type: 'string', default: process.env.FUZZ_CALLS || '20000' },
  seed: { type: 'string', default: process.env.FUZZ_SEED || String(randomInt(2 ** 31)) },
  round: { type: 'string' },
  play: { type: 'string' },
  whole: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false }
}

/** What the command line asks for; null when it asks for something else than fuzzing, which is done then. */
module.exports = function options(argv) {
  let parsed
  try {
    parsed = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true })
  } catch (err) {
    return wrong(err.message)
  }
  const { values, positionals } = parsed
  if (values.help) return help()
  const command = positionals.length > 0 ? positionals : [process.execPath]
  const numbers = {
    calls: values.calls,
    seed: values.seed,
    ...(values.round === undefined ? {} : { round: values.round })
  }
  for (const [name, text] of Object.entries(numbers)) {
    if (!/^\d{1,10}$/.test(text)) return wrong(`--${name} is to be a whole number, not ‘${text}’`)
    numbers[name] = Number(text)
  }
  return { ...numbers, play: values.play, whole: values.whole, command }
}

function help() {
  console.log(USAGE)
  return null
}

function wrong(message) {
  console.error(`${message}\n\n${USAGE}`)
  process.exitCode = 2
  return null
}
