/*
 * Runs cycles in one process.
 *
 *   main.js count DIRECTORY            how often each call happens in each scenario, without a fault
 *   main.js run DIRECTORY FILE FROM    the faults of FILE, which is JSON, from number FROM on
 *
 * DIRECTORY is empty but for a FIFO of that name.
 * Tells on the standard output, a line of JSON for each fault before it and after it. Nothing may be
 * lost there when the process dies.
 */
const { fs, host, os } = require('../../conformance/support/platform')
const Pipe = require('../../..')
const control = require('./control')
const { collect, lostMemory, rest, run, uncaught } = require('./cycle')
const scenarios = require('./scenarios')

/* Cycles without a fault, after which everything that is made but once has been made. */
const WARM_UP = 3

host.on('uncaughtException', uncaught)

const [command, directory, file, from] = host.argv.slice(2)

os.chdir(directory)

main().catch((err) => {
  tell({ failed: err.stack })
  host.exit(1)
})

async function main() {
  await warmUp()
  // A handle that is collected in the middle of a cycle would be one that the cycle has lost.
  await collect()
  if (command === 'count') await countAll()
  else await runAll(JSON.parse(fs.readFileSync(file, 'utf8')), Number(from))
  tell({ end: true })
}

/* Until the last round, what is made but once may look like something left over. */
async function warmUp() {
  for (let i = 1; i <= WARM_UP; i++) {
    for (const name of Object.keys(scenarios)) {
      const { defects } = await run(Pipe, directory, scenarios[name], null)
      if (i === WARM_UP && defects.length > 0) tell({ failed: `${name}: ${defects.join('; ')}` })
    }
  }
}

async function countAll() {
  for (const name of Object.keys(scenarios)) {
    const { counts } = await run(Pipe, directory, scenarios[name], null)
    tell({ scenario: name, counts })
  }
}

async function runAll(faults, from) {
  const cycles = new Map()
  const first = control.cycle() + 1
  for (let i = from; i < faults.length; i++) {
    tell({ begin: i })
    const scenario = scenarios[faults[i].scenario]
    const { cycle, struck, defects, spoilt } = await run(Pipe, directory, scenario, faults[i])
    tell({ done: i, struck, defects })
    // The next process goes on.
    if (spoilt) host.exit(0)
    cycles.set(cycle, i)
  }
  await tellLostMemory(first, cycles)
}

async function tellLostMemory(first, cycles) {
  // What was used last may be referred to until something else has taken its place, which must not
  // be memory of the same cycle once more.
  await rest()
  await warmUp()
  for (const { cycle, size } of await lostMemory(first)) {
    if (!cycles.has(cycle)) continue
    tell({ lost: cycles.get(cycle), defect: `memory: ${size} bytes are not freed` })
  }
}

function tell(message) {
  fs.writeSync(1, Buffer.from(`${JSON.stringify(message)}\n`))
}
