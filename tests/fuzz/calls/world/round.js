// One round, from an empty world to an empty world.
const { openDescriptors } = require('../../../conformance/support/descriptors')
const { turns } = require('../../../conformance/support/events')
const { makeGarbage } = require('../../../conformance/support/platform')
const stage = require('./stage')
const Traffic = require('./traffic')
const World = require('./world')

const { factsOf } = World

// How many turns of the loop anything that has been destroyed may take to be closed.
const PATIENCE = 400

/** Performs the steps, telling `trace` of each; resolves with the world. */
module.exports = async function perform({ flavour, steps, isUnseen = false }, trace = () => {}) {
  const before = openDescriptors()
  Traffic.see(!isUnseen)
  const world = (stage.world = new World(flavour))
  for (let i = 0; i < steps.length && world.finding === null; i++) {
    world.step = i
    trace(i)
    await STEP(world, steps[i])
  }
  await settle(world)
  if (world.finding === null) await isBalanced(world, before)
  world.end()
  stage.world = null
  return world
}

async function STEP(world, step) {
  if (step.do !== 'turn') return world.perform(step)
  await passes(step.count)
  world.runPending()
}

/** That many passes over what the kernel has to tell; a whole turn, timers and all, takes a millisecond. */
async function passes(count) {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve))
}

/** Ends everything; after that nothing is left that could happen. */
async function settle(world) {
  world.step = null
  world.runPending()
  world.over = true
  const endings = [...world.records.keys()].map((object) => ending(world, object))
  world.sockets.close()
  for (let i = 0; i < PATIENCE && !(endings.every((has) => has()) && accepted(world)); i++) {
    await (i < 6 ? passes(1) : turns(1))
    for (const object of world.records.keys())
      if (isNew(world, object)) endings.push(ending(world, object))
  }
  isClosed(world, endings)
  await passes(3)
  nativesAreGone(world)
  await passes(3)
  if (world.flavour !== 'raw') answersHaveCome(world)
}

/** Destroys or closes an object; returns what tells whether that is done. */
function ending(world, object) {
  const record = world.records.get(object)
  const { one } = factsOf(record.name)
  const isExcused = () =>
    world.isDisorderly && (world.flavour === 'raw' || record.excused || one.reopens)
  record.ending = true
  try {
    if (typeof object.destroy === 'function') {
      object.destroy()
      return () => record.closes > 0 || isExcused()
    }
    // The event, as a listener that throws keeps later ones from being called; the callback, where it comes no more.
    const before = record.closes
    let closed = false
    object.close(() => (closed = true))
    return () => closed || record.closes > before || isExcused()
  } catch (err) {
    if (!isExcused()) world.find(`${record.name} could not be ended: ${err.stack}`)
    return () => true
  }
}

function accepted(world) {
  return [...world.records.keys()].every((object) => !isNew(world, object))
}

function isNew(world, object) {
  return world.records.get(object).ending !== true
}

function isClosed(world, endings) {
  const open = [...world.records].filter((_, i) => endings[i] !== undefined && !endings[i]())
  if (open.length > 0) world.find(`${open[0][1].name} was destroyed and has not closed`)
}

function nativesAreGone(world) {
  // What has never been constructed cannot be told to close either.
  const left = world.natives.closeLeftovers().filter(({ object }) => !world.forgeries.has(object))
  if (!world.isDisorderly && left.length > 0)
    world.find(`a native ${left[0].native.name} has been left behind`)
}

function answersHaveCome(world) {
  const wrong = world.answers.find(
    ({ object, fn }) => fn.calls !== 1 && !world.records.get(object).excused
  )
  if (wrong !== undefined)
    world.find(`the callback of ${wrong.key} was called ${wrong.fn.calls} times`)
}

/** As many descriptors and files as before. */
async function isBalanced(world, before) {
  world.descriptors.release()
  let after = rest(openDescriptors())
  for (let i = 0; i < 8 && !isSame(after, rest(before)); i++) {
    await turns(2)
    // A handle that stood for another socket is closed with its memory.
    if (world.flavour === 'raw') makeGarbage()
    after = rest(openDescriptors())
  }
  if (!isSame(after, rest(before)))
    world.find(`descriptors: ${rest(before).join(' ')} became ${after.join(' ')}`)
  const files = world.places.leftovers()
  if (files.length > 0 && world.flavour !== 'raw')
    world.find(`files left behind: ${files.map((name) => JSON.stringify(name)).join(' ')}`)
  world.places.clear()
}

function isSame(a, b) {
  return a.length === b.length && a.every((target, i) => target === b[i])
}

/** What libuv holds in reserve is opened once and stays. */
function rest(targets) {
  return targets.filter((target) => target !== '/dev/null')
}
