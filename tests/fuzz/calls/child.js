// What runs on the engine under test: rounds one after the other, or one that has been written down.
// Tells on its standard output where it is, one JSON object a line.
const { fs, host, makeGarbage, os } = require('../../conformance/support/platform')
const { turns } = require('../../conformance/support/events')

const argv = host.argv.slice(2)
const [directory, task] = [argv[0], JSON.parse(argv[1])]

require('./world/engine').prepare(directory)

const plan = require('./plan/rounds')
const reflect = require('./world/reflection')
const perform = require('./world/round')
const stage = require('./world/stage')
const { surface } = require('./plan/surface')

watch()
main().catch((err) => fail({ what: `the fuzzer itself: ${err.stack}` }))

async function main() {
  const reflection = reflect()
  if (task.describe) return tell({ reflection })
  if (task.file !== undefined) return play(JSON.parse(fs.readFileSync(task.file, 'utf8')))
  for (let i = task.first; i < task.first + task.count; i++) {
    tell({ round: i })
    await run(plan(task.seed, i, reflection), (step) => task.trace && tell({ step }), i)
  }
  await isCollected()
  tell({ done: true })
}

/** A round that has been written down, twice; the first time every step is told before it is performed. */
async function play(one) {
  await run(one, (step) => task.trace && tell({ step }))
  await run(one, () => {}, 1)
  await isCollected()
  tell({ done: true })
}

let references = []

async function run(one, trace, round = 0) {
  const world = await perform(one, trace)
  if (world.finding !== null) return fail(world.finding)
  tell({ calls: world.calls })
  for (const [object, { name }] of world.records)
    references.push({ name, round, object: new WeakRef(object) })
}

/** What has closed can be collected. */
async function isCollected() {
  for (let i = 0; i < 40; i++) {
    await turns(1)
    makeGarbage()
    await turns(1)
    references = references.filter(({ object }) => object.deref() !== undefined)
    if (new Set(references.map(({ round }) => round)).size <= HELD) return
  }
  const left = references.map(({ name, round }) => `${name} of round ${round}`)
  fail({
    what: `${left.length} objects have closed and are never collected\n${left.join(', ')}`,
    round: references[0].round
  })
}

// Of how many rounds something may be held by a register or a stack slot that nothing has overwritten.
const HELD = 1

function watch() {
  for (const one of surface.classes) {
    stage.watchEvents(stage.classes.get(one.name))
  }
  require('./world/traffic').watch()
  host.on('uncaughtException', uncaught)
  host.on('unhandledRejection', uncaught)
}

function uncaught(err) {
  if (stage.world !== null) stage.world.uncaught(err)
  else fail({ what: `uncaught between rounds: ${err && err.stack}` })
}

/** At once, and with nothing of what an ordinary exit would do: the rest of this process tells nothing. */
function fail(finding) {
  tell({ finding })
  os.kill(os.pid(), os.constants.signals.SIGKILL)
}

/** At once: what comes next may be the end of the process. */
function tell(what) {
  fs.writeSync(1, `${JSON.stringify(what)}\n`)
}
