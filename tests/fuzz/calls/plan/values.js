// Descriptions of values: any at all, or one that a type of the IDL asks for.
const kinds = require('./kinds')
const { dictionary, surface } = require('./surface')

const DEEPEST = 3
const CLASSES = surface.classes.map((one) => one.name)
const OBJECT_FORMS = ['plain', 'plain', 'frozen', 'bare', 'inherited', 'array']
const HOSTILE_FORMS = [
  'throwing getter',
  'throwing proxy',
  'revoked',
  'revoked function',
  'odd primitive',
  'transparent'
]
// No prototype of a class itself: what is done to that is done to every object to come.
const FORGERIES = ['created', 'borrowed symbols', 'proxied']
const ENCODINGS = ['utf8', 'utf-8', 'hex', 'base64', 'latin1', 'ascii', 'utf16le']

/** Makes descriptions; `hostile` ones too where that is said, which throw when they are looked at. */
module.exports = class Values {
  constructor(random, { hostile = false, steps }) {
    this.random = random
    this.hostile = hostile
    // Plans what a function does when it is called.
    this.steps = steps
  }

  any(depth = 0) {
    const { random } = this
    const deep = depth < DEEPEST
    const make = random.weighted([
      [4, kinds.undefined],
      [3, kinds.null],
      [2, kinds.boolean],
      [6, kinds.number],
      [2, kinds.bigint],
      [2, kinds.symbol],
      [6, kinds.string],
      [6, () => kinds.bytes(random)],
      [2, () => kinds.bytes(random, { buffer: true })],
      [3, kinds.error],
      [1, kinds.promise],
      [2, kinds.builtin],
      [3, kinds.signal],
      [5, kinds.descriptor],
      [4, kinds.path],
      [4, kinds.handle],
      [5, () => kinds.subject(random, random.pick(CLASSES))],
      [deep ? 5 : 0, () => this.callback(depth)],
      [deep ? 5 : 0, () => this.object(depth)],
      [deep && this.hostile ? 8 : 0, () => this.hostileObject(depth)],
      [this.hostile ? 4 : 0, () => this.forgery()]
    ])
    return make(random)
  }

  /** A value of one of the alternatives `type`. */
  conforming(type, depth = 0) {
    const { random } = this
    if (type.length === 0) return kinds.undefined()
    const one = random.pick(type)
    const make = CONFORMING[one.kind]
    return make === undefined ? this.any(depth + 1) : make(this, one, depth)
  }

  /** A value for a parameter or an option: mostly what is asked for. */
  mostly(type, depth = 0) {
    return this.random.percent(80) ? this.conforming(type, depth) : this.any(depth)
  }

  /** A function, and what it does when it is called. */
  callback(depth = 0) {
    const { random } = this
    const count = depth < DEEPEST && random.percent(35) ? 1 + random.below(2) : 0
    return {
      is: 'function',
      form: random.weighted([
        [10, 'plain'],
        [2, 'async'],
        [1, 'arrow'],
        [1, 'bound'],
        [1, 'generator'],
        [this.hostile ? 1 : 0, 'class'],
        [this.hostile ? 1 : 0, 'proxied']
      ]),
      outcome: random.weighted([
        [12, 'return'],
        [1, 'throw'],
        [1, 'reject']
      ]),
      does: Array.from({ length: count }, () => this.steps(depth + 1))
    }
  }

  object(depth) {
    const { random } = this
    if (random.percent(50)) return this.options(random.pick(surface.dictionaries).name, depth)
    const members = []
    for (let i = random.below(3); i > 0; i--)
      members.push([
        random.pick(['path', 'fd', 'x', 'then', 'length', 'signal']),
        this.any(depth + 1)
      ])
    return { is: 'object', form: random.pick(OBJECT_FORMS), members }
  }

  hostileObject(depth) {
    const { random } = this
    return {
      is: 'hostile',
      form: random.pick(HOSTILE_FORMS),
      throws: random.weighted([
        [10, 'error'],
        [1, 'undefined'],
        [1, 'null'],
        [1, 'string']
      ]),
      of: this.any(depth + 2)
    }
  }

  forgery() {
    const { random } = this
    return {
      is: 'forgery',
      class: random.pick(CLASSES),
      form: random.pick(FORGERIES),
      index: random.below(64)
    }
  }

  /** An options object of that name, with some of its options. */
  options(name, depth) {
    const { random } = this
    const members = []
    for (const option of dictionary(name).members) {
      if (random.percent(45)) members.push([option.name, this.mostly(option.type, depth + 1)])
    }
    return { is: 'object', form: random.percent(80) ? 'plain' : random.pick(OBJECT_FORMS), members }
  }
}

const CONFORMING = {
  null: () => kinds.null(),
  undefined: () => kinds.undefined(),
  boolean: (values) => kinds.boolean(values.random),
  error: (values) => kinds.error(values.random),
  function: (values, type, depth) => values.callback(depth),
  literal: (values, type) => ({ is: 'string', text: type.value }),
  dictionary: (values, type, depth) => values.options(type.name, depth),
  class: (values, type) => kinds.subject(values.random, type.name),
  protocol: (values) => kinds.handle(values.random),
  handle: (values) => ({ ...kinds.handle(values.random), buffer: true }),
  bytes: (values) => ({ ...kinds.bytes(values.random), type: 'Uint8Array' }),
  native: (values, type) => ({
    is: 'id',
    native: type.name,
    index: values.random.below(256),
    form: 'live'
  }),
  number,
  string,
  extern,
  array(values, type, depth) {
    const length = values.random.pick([0, 1, 1, 2, 3, 17])
    const members = Array.from({ length }, (_, i) => [i, values.mostly(type.of, depth + 1)])
    return { is: 'object', form: 'array', members }
  }
}

/** At the ends of the range, next to them, and now and then beyond. */
function number(values, type) {
  const { random } = values
  if (type.resource) return kinds.descriptor(random)
  if (type.values) return { is: 'number', value: String(random.pick(type.values)) }
  const edges = [type.low, type.low + 1, type.low + 2, type.high - 1, type.high]
  const usual = [1, 2, 5, 128, 4096].filter((value) => value >= type.low && value <= type.high)
  const beyond = [type.low - 1, type.high + 1, type.low + 0.5]
  return {
    is: 'number',
    value: String(random.pick(random.percent(85) ? [...edges, ...usual] : beyond))
  }
}

/** A path where the IDL's name says so; another text of a length at the ends of its range. */
function string(values, type) {
  const { random } = values
  if (type.name === undefined) return kinds.string(random)
  if (type.name.endsWith('Path'))
    return kinds.path(random, { fresh: type.name.startsWith('Listen') })
  return {
    is: 'string',
    text: 'x',
    times: random.pick([type.low, type.low + 1, type.high, type.high + 1])
  }
}

function extern(values, type) {
  const { random } = values
  if (type.is === 'string') return { is: 'string', text: random.pick(ENCODINGS) }
  if (type.methods.includes('addEventListener')) return kinds.signal(random)
  return type.name === 'Buffer' ? kinds.chunk(random) : values.any(1)
}
