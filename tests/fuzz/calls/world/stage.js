// The module on stage: its addon and its classes, with somebody watching. Loaded before the module
// itself is, so that the classes find the watched functions in the addon's place.
const { surface } = require('../plan/surface')

const binding = require('#binding')
const original = { ...binding }

/** What is told of everything that happens; replaced with every round. */
exports.world = null
/** The addon's own functions. */
exports.original = original
/** The addon, as the classes see it. */
exports.binding = binding
/** The functions that the classes have given the addon to call back, by the name of who takes them. */
exports.callbacks = {}

for (const native of surface.natives) watchNative(native)

exports.module = require('bare-pipe')

/** The classes by their names in the IDL. */
exports.classes = new Map()

for (const [name, target] of Object.entries(surface.exports)) {
  if (target.kind === 'class') exports.classes.set(target.name, exports.module[name])
}

/** The module's functions by their names in the IDL. */
exports.functionNamed = (name) => {
  const found = Object.entries(surface.exports).find(([, target]) => target.name === name)
  return exports.module[found[0]]
}

/** Tells the world of every event of a class's objects, but for those that the fuzzer makes up. */
exports.watchEvents = function watchEvents(Class) {
  exports.watchMethod(Class, 'emit', (world, object, [name, ...args]) => {
    if (world.synthetic) world.synthetic = false
    else world.emitted(object, name, args)
  })
}

/**
 * Calls `see` before every call of a method, with the object and the arguments; it may return what to do afterwards.
 * Returns what puts the watched method in its place, or with `false` the class's own.
 */
exports.watchMethod = function watchMethod(Class, name, see) {
  const method = Class.prototype[name]
  function watched(...args) {
    const { world } = exports
    const done = world === null ? undefined : see(world, world.behind.get(this) || this, args)
    const result = Reflect.apply(method, this, args)
    if (done !== undefined) done()
    return result
  }
  const put = (isWatched) => void (Class.prototype[name] = isWatched ? watched : method)
  put(true)
  return put
}

/** Calls `see` whenever something that a symbol stands for is asked for. */
exports.watchGetter = function watchGetter(Class, key, see) {
  const descriptor = Object.getOwnPropertyDescriptor(Class.prototype, key)
  const { get } = descriptor
  Object.defineProperty(Class.prototype, key, {
    ...descriptor,
    get() {
      const { world } = exports
      if (world !== null) see(world, world.behind.get(this) || this)
      return Reflect.apply(get, this, [])
    }
  })
}

function watchNative(native) {
  for (const one of native.functions) {
    if (one.makes) watchMaking(native, one)
    const place = one.params.findIndex((param) => param.type.some((type) => type.resource))
    if (place >= 0) watchAdopting(one, place + 1)
  }
  if (native.offers.callbacks !== undefined) keepCallbacks(native.offers.callbacks)
}

/** Every native object, by what names it. */
function watchMaking(native, one) {
  binding[one.name] = function (...args) {
    const id = original[one.name](...args)
    if (exports.world !== null) exports.world.natives.made(native, id, args[0])
    return id
  }
}

/** A descriptor that has been taken over. */
function watchAdopting(one, place) {
  binding[one.name] = function (...args) {
    const result = original[one.name](...args)
    if (exports.world !== null) exports.world.descriptors.adopted(args[place])
    return result
  }
}

function keepCallbacks(name) {
  binding[name] = function (callbacks) {
    // The first are those of the classes; whatever comes later is a step of a round.
    if (!(name in exports.callbacks)) exports.callbacks[name] = callbacks
    return original[name](callbacks)
  }
}
