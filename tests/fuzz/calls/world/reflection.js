// What only the running engine knows: what the classes inherit, and what the addon has besides.
const { surface } = require('../plan/surface')
const stage = require('./stage')

/** `{ inherited, engine }`: names by class, and names of the addon's functions that are no operations. */
module.exports = function reflection() {
  const inherited = {}
  for (const one of surface.classes) {
    const own = new Set([
      'constructor',
      ...one.methods.map((method) => method.name),
      ...one.overrides
    ])
    for (const property of one.properties) own.add(property.name)
    inherited[one.name] = namesOf(stage.classes.get(one.name).prototype).filter(
      (name) => !own.has(name)
    )
  }
  const known = new Set(surface.offers)
  for (const native of surface.natives) {
    for (const one of native.functions) known.add(one.name)
    for (const name of Object.values(native.offers)) known.add(name)
  }
  const engine = Object.keys(stage.original).filter((name) => !known.has(name))
  return { inherited, engine: engine.sort() }
}

/** Every name of the chain of prototypes, as far as it is not every object's. */
function namesOf(object) {
  const names = new Set()
  for (
    let one = object;
    one !== null && one !== Object.prototype;
    one = Object.getPrototypeOf(one)
  ) {
    for (const name of Object.getOwnPropertyNames(one)) names.add(name)
  }
  return [...names].sort()
}
