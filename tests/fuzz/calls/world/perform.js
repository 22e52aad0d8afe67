// Steps made real: each calls something, and has the judge look at what came of it.
const { surface } = require('../plan/surface')
const situations = require('./situations')
const stage = require('./stage')
const realise = require('./values')

const COUNTED = new Set(['plain', 'arrow', 'async', 'bound'])
// The functions that these are given are to be called once, come what may.
const ANSWERED = new Set(['Pipe.write'])

const classes = new Map(surface.classes.map((one) => [one.name, one]))
const functions = new Map(surface.functions.map((one) => [one.name, one]))
const methods = new Map()
const properties = new Map()
const symbols = new Map(surface.symbols.map((one) => [one.name, symbolOf(one)]))

for (const one of surface.classes) {
  for (const method of one.methods) methods.set(`${one.name}.${method.name}`, method)
  for (const property of one.properties) properties.set(`${one.name}.${property.name}`, property)
}

/** Performs a step; a promise where it takes turns of the loop. */
module.exports = function perform(world, step) {
  return STEPS[step.do](world, step)
}

const STEPS = {
  situation: (world, { name }) => situations[name](world),

  call(world, step) {
    const key = `${step.class}.${step.name}`
    const { throws } = methods.get(key)
    const answer = ANSWERED.has(key) ? answerOf(step.args) : -1
    on(world, step, throws, (object, args) => {
      const result = object[step.name](...args)
      if (answer > 0 && world.records.has(object))
        world.answers.push({ object, fn: args[answer], key })
      return result
    })
  },

  /* A property of a base class is looked at, a method is called. */
  inherited(world, step) {
    on(world, step, null, (object, args) => {
      if (step.args.some(isHostile) || isMisused(step)) world.excuse(object)
      if (ENDLESS.has(step.name)) {
        if (args[0] === undefined) return undefined
        world.afterwards.length = 0
      }
      if (step.name === 'pipe') bringErrorsOf(world, args[0])
      if (step.name === 'emit') world.synthetic = true
      try {
        return typeof object[step.name] === 'function'
          ? object[step.name](...args)
          : object[step.name]
      } finally {
        world.synthetic = false
      }
    })
  },

  new(world, step) {
    const Class = stage.classes.get(step.class)
    attempt(world, step, classes.get(step.class).constructor.throws, (args) =>
      CONSTRUCTIONS[step.form](Class, args)
    )
  },

  function(world, step) {
    attempt(world, step, functions.get(step.name).throws, (args) =>
      stage.functionNamed(step.name)(...args)
    )
  },

  get(world, step) {
    on(world, { ...step, args: [] }, [], (object) => object[step.name])
  },

  /* Setting what is only for reading is a TypeError of the language. */
  set(world, step) {
    const { writable, throws } = properties.get(`${step.class}.${step.name}`)
    on(world, { ...step, args: [step.value] }, writable ? throws : null, (object, [value]) => {
      object[step.name] = value
    })
  },

  symbol(world, step) {
    const key = symbols.get(step.name)
    on(world, step, [], (object, args) =>
      step.form === 'get' ? object[key] : object[key](...args)
    )
  },

  raw(world, step) {
    attempt(world, step, null, (args) => {
      try {
        return stage.binding[step.name](...args)
      } finally {
        restoreCallbacks(step.name)
      }
    })
  }
}

const CONSTRUCTIONS = {
  new: (Class, args) => new Class(...args),
  subclass: (Class, args) => new (class extends Class {})(...args),
  apply: (Class, args) => {
    try {
      return Class(...args)
    } catch {
      return undefined
    }
  }
}

/** A step on an object: nothing happens where there is none. */
function on(world, step, throws, fn) {
  const object = realise(world, step.on)
  if (object === undefined) return
  attempt(world, step, throws, (args) => fn(object, args))
}

function attempt(world, step, throws, fn) {
  const args = step.args.map((description) => realise(world, description))
  const outer = world.performing
  world.calls++
  world.performing = step.name
  try {
    keep(world, step, fn(args))
  } catch (err) {
    const what = world.judge.thrown(err, throws)
    if (what !== null)
      world.find(
        `${step.class === undefined ? '' : `${step.class}.`}${step.name || 'constructor'} ${what}`
      )
  } finally {
    world.performing = outer
    world.runAfterwards()
  }
}

/** What a call brings is used by later ones; a descriptor belongs to whoever has called. */
function keep(world, { name }, result) {
  world.adopt(result)
  if (ASKING.has(name)) return
  if (Array.isArray(result) && result.every(Number.isInteger))
    for (const fd of result) world.descriptors.own(fd)
}

// The addon's functions that ask an object for something: their numbers are no descriptors.
const ASKING = new Set(
  surface.natives
    .flatMap(({ functions }) => functions.filter(({ takes }) => takes))
    .map(({ name }) => name)
)

/** The place of the only function among arguments, where it can be told how often it is called; else -1. */
function answerOf(args) {
  const places = args.flatMap((one, i) => (CALLABLE.has(one.is) ? [i] : []))
  if (places.length !== 1 || places[0] < 1 || places[0] > 3) return -1
  const one = args[places[0]]
  return one.is === 'function' && COUNTED.has(one.form) ? places[0] : -1
}

// What may be a function, or an object in which one can hide.
const CALLABLE = new Set(['function', 'hostile', 'forgery'])

function isHostile({ is }) {
  return is === 'hostile' || is === 'forgery'
}

/** Whether a base class, which checks little, would only find out in the middle of its own bookkeeping. */
function isMisused({ name, args }) {
  const [first = {}, second = {}] = args
  if (FOR_STREAMS.has(name)) return first.class !== 'Pipe'
  return FOR_LISTENERS.has(name) && second.is !== 'function'
}

/** A stream of somebody else's fails with errors of its own, and all that are piped into it with the same. */
function bringErrorsOf(world, stream) {
  if (stream instanceof stage.classes.get('Pipe') || typeof stream?.on !== 'function') return
  stream.on('error', (err) => world.bring(err))
}

const FOR_STREAMS = new Set(['pipe', 'push', 'unshift'])
// Of undefined the base class's queue never gets rid, nor of what is smaller when it leaves than when
// it came: it loops for ever.
const ENDLESS = new Set(['push', 'unshift'])
const FOR_LISTENERS = new Set([
  ...['on', 'once', 'addListener', 'addOnceListener', 'prependListener', 'prependOnceListener']
])

function restoreCallbacks(name) {
  if (name in stage.callbacks) stage.original[name](stage.callbacks[name])
}

function symbolOf({ key, wellKnown }) {
  if (!wellKnown) return Symbol.for(key)
  return Symbol[key] || Symbol.for(`Symbol.${key}`)
}
