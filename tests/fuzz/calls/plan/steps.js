// Steps: what is called on what, with what, as data.
const kinds = require('./kinds')
const { eventsOf, surface } = require('./surface')
const Values = require('./values')

const { classes, natives } = surface
// What streams and emitters have besides, which is where most of a program's calls go.
const EVERYDAY = ['destroy', 'pause', 'resume', 'read', 'cork', 'uncork', 'end']

/** Plans steps for rounds of one flavour: plain, hostile, or raw. */
module.exports = class Steps {
  constructor(random, flavour, reflection) {
    this.random = random
    this.flavour = flavour
    // Names of inherited methods, by class, and of the addon's functions.
    this.reflection = reflection
    this.values = new Values(random, {
      hostile: flavour !== 'plain',
      steps: (depth) => this.call(depth)
    })
  }

  /** Any step. */
  next(situations) {
    const { random } = this
    const make = random.weighted([
      [5, () => ({ do: 'situation', name: random.pick(situations) })],
      [9, () => ({ do: 'turn', count: random.pick([1, 1, 1, 2, 8]) })],
      [this.flavour === 'raw' ? 60 : 0, () => this.raw()],
      [85, () => this.call(0)]
    ])
    return make()
  }

  /** Anything that is a call, also from inside a callback. */
  call(depth) {
    const { random } = this
    const make = random.weighted([
      [34, () => this.method(depth)],
      [12, () => this.everyday(depth)],
      [8, () => this.inherited(depth)],
      [14, () => this.listen(depth)],
      [6, () => this.construct(depth)],
      [5, () => this.func(depth)],
      [7, () => this.property()],
      [3, () => this.assign(depth)],
      [4, () => this.symbol(depth)]
    ])
    return make()
  }

  method(depth) {
    const one = this.random.pick(classes)
    const method = this.random.pick(one.methods)
    if (method === undefined) return this.construct(depth)
    return this.on(one, { do: 'call', name: method.name, args: this.args(method, depth) })
  }

  everyday(depth) {
    const one = this.random.pick(classes)
    const names = this.reflection.inherited[one.name].filter((name) => EVERYDAY.includes(name))
    if (names.length === 0) return this.method(depth)
    const args = this.random.percent(80) ? [] : this.anyArgs(depth)
    return this.on(one, { do: 'inherited', name: this.random.pick(names), args })
  }

  /** Whatever the base classes have; with an underscore it is not for programs. */
  inherited(depth) {
    const one = this.random.pick(classes)
    const names = [...one.overrides, ...this.reflection.inherited[one.name]]
    const open = names.filter((name) => this.flavour === 'raw' || !name.startsWith('_'))
    if (open.length === 0) return this.method(depth)
    return this.on(one, {
      do: 'inherited',
      name: this.random.pick(open),
      args: this.anyArgs(depth)
    })
  }

  listen(depth) {
    const { random } = this
    const one = random.pick(classes)
    const event = random.pick(eventsOf(one))
    const name = random.pick(['on', 'on', 'once', 'prependListener'])
    const args = [{ is: 'string', text: event }, this.values.callback(depth)]
    return this.on(one, { do: 'inherited', name, args })
  }

  construct(depth) {
    const one = this.random.pick(classes)
    const form = this.random.weighted([
      [12, 'new'],
      [2, 'subclass'],
      [1, 'apply']
    ])
    return { do: 'new', class: one.name, form, args: this.args(one.constructor, depth) }
  }

  func(depth) {
    const { functions } = surface
    if (functions.length === 0) return this.construct(depth)
    const one = this.random.pick(functions)
    return { do: 'function', name: one.name, args: this.args(one, depth) }
  }

  property() {
    const one = this.random.pick(classes)
    if (one.properties.length === 0) return this.construct(0)
    return this.on(one, { do: 'get', name: this.random.pick(one.properties).name })
  }

  assign(depth) {
    const one = this.random.pick(classes)
    if (one.properties.length === 0) return this.construct(depth)
    const property = this.random.pick(one.properties)
    const value = this.values.mostly(property.type, depth)
    return this.on(one, { do: 'set', name: property.name, value })
  }

  symbol(depth) {
    const one = this.random.pick(classes)
    if (one.symbols.length === 0) return this.construct(depth)
    const { name, form } = this.random.pick(one.symbols)
    const args = form === 'method' && this.random.percent(20) ? this.anyArgs(depth) : []
    return this.on(one, { do: 'symbol', name, form, args })
  }

  /** A function of the addon, with what names an object or with anything. */
  raw() {
    const { random } = this
    const native = random.pick(natives)
    const others = [...Object.values(native.offers), ...surface.offers, ...this.reflection.engine]
    if (random.percent(20))
      return { do: 'raw', name: random.pick(others), args: [this.id(native), ...this.anyArgs(0)] }
    const one = random.pick(native.functions)
    const args = one.params.map((param) => this.values.mostly(param.type))
    if (one.takes) args.unshift(this.id(native))
    if (one.makes)
      args.unshift(
        random.percent(50) ? this.values.any() : { is: 'object', form: 'plain', members: [] }
      )
    return { do: 'raw', name: one.name, args }
  }

  id(native) {
    const { random } = this
    const form = random.weighted([
      [12, 'live'],
      [2, 'stale'],
      [2, 'other'],
      [1, 'invented'],
      [1, 'wrong']
    ])
    const { name } = form === 'other' ? random.pick(natives) : native
    return {
      is: 'id',
      native: name,
      index: random.below(256),
      form,
      of: form === 'wrong' ? this.values.any() : undefined
    }
  }

  /** Arguments of one of the shapes, with a mistake here and there, or none of it right. */
  args(callable, depth) {
    const { random } = this
    if (random.percent(8)) return this.anyArgs(depth)
    const types = new Map(callable.params.map((param) => [param.name, param.type]))
    const args = []
    for (const { name, optional } of random.pick(callable.shapes)) {
      if (optional && random.percent(35)) break
      args.push(this.values.mostly(types.get(name), depth))
    }
    if (random.percent(3)) args.push(this.values.any(depth))
    return args
  }

  anyArgs(depth) {
    return Array.from({ length: this.random.below(5) }, () => this.values.any(depth))
  }

  /** On an object of that class; among hostile ones also on what only looks like it. */
  on(one, step) {
    const { random } = this
    const forged = this.flavour !== 'plain' && random.percent(5)
    const on = forged ? this.values.forgery() : kinds.subject(random, one.name)
    return { ...step, class: one.name, on }
  }
}
