/* One cycle: a scenario from its beginning to its end, with or without a fault, and what was wrong. */
const { fs } = require('../../conformance/support/platform')
const control = require('./control')
const excuses = require('./excuses')
const Ledger = require('./ledger')

/* How long nothing may happen, in milliseconds, before a cycle counts as standing still. */
const PATIENCE = 10000

/* The same where a call fails for good, which may leave nothing to happen. */
const IDLENESS = 250

/* Connecting waits for a full queue, for a second. */
const QUEUEING = 1500

/* How many turns of the loop the last handles and descriptors have to go away. */
const LAST_TURNS = 50

/* Which of them begins with a collection of garbage: what nobody refers to may stay until then. */
const COLLECTING = 10

/* The buffer that all pipes of an environment read into has at least as many bytes. */
const READ_BUFFER = 65536

/* After so many milliseconds without a read, the memory of earlier ones is let go of. */
const REST = 500

let current = null

/** Has what nobody catches counted as a report of the cycle that runs. */
exports.uncaught = function uncaught(err) {
  if (current === null) throw err
  current.uncaught(err)
}

/**
 * Runs `scenario` with `fault`, or without one. Resolves with `{ cycle, struck, counts, defects }`, and `spoilt`
 * where so much is left over that the process is good for no other cycle.
 */
exports.run = async function run(Pipe, directory, scenario, fault) {
  const ledger = new Ledger(Pipe, directory)
  tidy(directory)
  const before = await settled()

  if (scenario.prepare) await scenario.prepare(ledger)
  current = ledger
  if (fault) control.arm(fault)
  else control.count()

  ledger.run(() => scenario.start(ledger))
  ledger.allTold()
  const end = await ending(ledger, fault)

  const cycle = control.cycle()
  const counts = control.counts()
  const struck = control.disarm()
  await turns(2)
  if (scenario.finish) scenario.finish(ledger)
  if (fault === null && ledger.hasReport !== scenario.reports) {
    ledger.defect(`reports without a fault: ${ledger.reports().join(', ') || 'none'}`)
  }
  const defects = [...end.defects, ...(await ledger.balance()), ...(await leftovers(before))]
  current = null
  // Only not to crash is asked for then, and to be able to end.
  if (excuses.isEnding(fault))
    return { cycle, struck, counts, defects: [], spoilt: defects.length > 0 }
  return { cycle, struck, counts, defects, spoilt: end.spoilt }
}

/* A socket's file stays where it could not be removed, and the next server would not get its name. */
function tidy(directory) {
  for (const name of fs.readdirSync(directory)) {
    if (name !== 'fifo') fs.unlinkSync(`${directory}/${name}`)
  }
}

/* Waits for the end; where nothing happens any more, brings it about. */
async function ending(ledger, fault) {
  const patience = patienceWith(fault)
  ledger.excused = excuses.silence(fault)
  if (await finishes(ledger, patience)) return { defects: [], spoilt: false }
  const excused = ledger.excused || (patience < PATIENCE && ledger.hasReport)
  const stuck = ledger.objects.filter(({ closed }) => closed === 0).map(({ name }) => name)
  ledger.destroyAll()
  const names = stuck.join(', ')
  if (!(await finishes(ledger, excuses.isEnding(fault) ? IDLENESS : PATIENCE))) {
    return { defects: [`does not end: ${names}`], spoilt: true }
  }
  const defects = excused ? [] : [`stands still, and nobody says why: ${names}`]
  return { defects, spoilt: false }
}

function patienceWith(fault) {
  if (!fault) return PATIENCE
  if (fault.times !== 'on' && !excuses.silence(fault)) return PATIENCE
  return fault.call === 'connect' ? QUEUEING : IDLENESS
}

/* True when the cycle is over; false when nothing has happened for `patience` milliseconds. */
function finishes(ledger, patience) {
  return new Promise((resolve) => {
    let seen = ledger.activity
    const timer = setInterval(() => {
      if (ledger.activity === seen) done(false)
      seen = ledger.activity
    }, patience)
    ledger.finished.then(() => done(true))

    function done(over) {
      clearInterval(timer)
      resolve(over)
    }
  })
}

function state() {
  return { handles: control.handles(), descriptors: control.descriptors() }
}

/* What there is, once nothing of the engine's own is about to come or go. */
async function settled() {
  let last = state()
  for (let i = 0; i < LAST_TURNS; i++) {
    await turns(1)
    const next = state()
    if (!isOther(last, next)) return next
    last = next
  }
  return last
}

/** Has garbage collected, and what it has held go away. */
exports.collect = async function collect() {
  gc()
  await turns(LAST_TURNS)
}

/** Has all go away that is kept for a while, or until there is another of it. */
exports.rest = async function rest() {
  await exports.collect()
  await exports.collect()
  await new Promise((resolve) => setTimeout(resolve, REST))
}

/** The memory that the addon has not freed again, by the cycle that it was allocated in. */
exports.lostMemory = async function lostMemory(since) {
  await exports.rest()
  return exceptReadBuffer(control.blocksSince(since))
}

/* The environment keeps one for all pipes. */
function exceptReadBuffer(blocks) {
  const kept = blocks.findIndex(({ size }) => size >= READ_BUFFER)
  return blocks.filter((block, i) => i !== kept)
}

/* What there is more, or less, than there was before. */
async function leftovers(before) {
  for (let i = 0; i < LAST_TURNS && isOther(before, state()); i++) {
    if (i === COLLECTING) gc()
    await turns(1)
  }
  const after = state()
  const defects = []
  if (after.descriptors.length !== before.descriptors.length) {
    defects.push(`descriptors: ${difference(before.descriptors, after.descriptors)}`)
  }
  if (after.handles !== before.handles) {
    defects.push(`handles of the loop: ${after.handles - before.handles} more`)
  }
  return defects
}

function isOther(a, b) {
  return a.handles !== b.handles || a.descriptors.length !== b.descriptors.length
}

function difference(before, after) {
  const more = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`)
  const less = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`)
  return [...more, ...less].join(', ')
}

async function turns(count) {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve))
}
