// Objects of the module's classes, and what the operating system knows by a number or a name.
const stage = require('../stage')

/** One of the objects of this round. */
exports.subject = function subject(world, { class: name, index, alive }) {
  return world.select(name, index, alive)
}

/** What looks like an object of the class, and is none that has been constructed. */
exports.forgery = function forgery(world, description) {
  const made = forge(world, description)
  world.forgeries.add(made)
  return made
}

function forge(world, { class: name, form, index }) {
  const Class = stage.classes.get(name)
  const { prototype } = Class
  if (form === 'created') return Object.create(prototype)
  const object = world.select(name, index, true) || {}
  if (form === 'proxied') {
    const proxy = new Proxy(object, {})
    world.behind.set(proxy, object)
    return proxy
  }
  const symbols = Object.getOwnPropertySymbols(prototype).map((key) => [
    key,
    Object.getOwnPropertyDescriptor(prototype, key)
  ])
  return Object.create(null, Object.fromEntries(symbols))
}

exports.descriptor = (world, { form, index }) => world.descriptors.take(form, index)

exports.path = (world, { form, index, length }) => world.places.path(form, index, length)

/** What names a native object, or once did, or never will. */
exports.id = function id(world, { native, index, form, of }, realise) {
  if (form === 'wrong') return realise(of)
  if (form === 'invented') return 1e15 + index
  return world.natives.id(native, index, form === 'stale')
}
