// Everything that one round has, and what must hold of it.
const { surface, eventsOf } = require('../plan/surface')
const Descriptors = require('./descriptors')
const Judge = require('./judge')
const Natives = require('./natives')
const perform = require('./perform')
const Places = require('./places')
const Sockets = require('./sockets')
const stage = require('./stage')
const Traffic = require('./traffic')

const MOST_CALLS = 5000

const facts = new Map(
  surface.classes.map((one) => [one.name, { one, events: new Set(eventsOf(one)) }])
)

// Somebody else's doing: a program may pipe into what has closed.
const FROM_OUTSIDE = new Set(['pipe', 'piping'])

// What has closed for good must not be heard of in a later round.
const finished = new WeakSet()

/** The world of one round. */
module.exports = class World {
  constructor(flavour) {
    this.flavour = flavour
    this.judge = new Judge(flavour)
    this.natives = new Natives()
    this.descriptors = new Descriptors()
    this.traffic = new Traffic()
    this.places = new Places()
    this.sockets = new Sockets()
    // Object -> its class's name, whether it has closed.
    this.records = new Map()
    this.subjects = new Map(surface.classes.map((one) => [one.name, []]))
    this.forgeries = new Set()
    // Proxy -> what it stands before.
    this.behind = new Map()
    // What happens when the current call has returned, and what happens in a later turn.
    this.afterwards = []
    this.pending = []
    // Functions that are to be called once, and how that is said.
    this.answers = []
    this.calls = 0
    this.step = -1
    this.over = false
    this.finding = null
    this.performing = null
    this.isDisorderly = flavour === 'raw'
    this.noise = 1
  }

  /** Something is wrong: the first time is what is reported. */
  find(what) {
    if (this.finding === null) this.finding = { what, step: this.step }
  }

  perform(step) {
    if (this.over || this.finding !== null || this.calls > MOST_CALLS) return
    return perform(this, step)
  }

  /** Takes note of an object of one of the classes, to be used and to be destroyed; returns it. */
  adopt(value) {
    const name = this.classOf(value)
    if (name === null || this.records.has(value)) return value
    this.records.set(value, { name, closes: 0 })
    this.subjects.get(name).push(value)
    return value
  }

  classOf(value) {
    if (typeof value !== 'object' || value === null || this.forgeries.has(value)) return null
    for (const [name, Class] of stage.classes) if (isInstance(value, Class)) return name
    return null
  }

  /** One of the objects of a class, if possible one that is alive; undefined where there is none. */
  select(name, index, alive) {
    const all = this.subjects.get(name)
    const some = alive ? all.filter((object) => this.isAlive(object)) : all
    const list = some.length > 0 ? some : all
    return list[index % list.length]
  }

  isAlive(object) {
    return this.records.get(object).closes === 0 && object.destroying !== true
  }

  /** An object emits: told before its listeners are. */
  emitted(object, name, args) {
    const record = this.records.get(object)
    if (record === undefined) {
      if (finished.has(object)) this.emittedLate(object, name)
      return
    }
    if (this.flavour === 'raw') return this.adoptAll(args)
    const { one, events } = factsOf(record.name)
    if (!events.has(name)) return
    if (record.closes > 0 && !one.reopens && !FROM_OUTSIDE.has(name))
      this.find(`${record.name} emitted ${name} after close`)
    if (name === 'close') record.closes++
    if (name === 'error') this.complain(record, this.judge.emitted(args[0]))
    if (name === 'data') this.complain(record, this.traffic.delivered(args[0]))
    this.adoptAll(args)
  }

  /**
   * A base class looks at what it is given in the middle of its own bookkeeping, and stays there when
   * that throws: what has been given something hostile need not end in order.
   */
  excuse(object) {
    const record = this.records.get(this.behind.get(object) || object)
    if (record === undefined) return
    record.excused = true
    // Others may wait for it.
    this.isDisorderly = this.judge.isDisorderly = true
  }

  emittedLate(object, name) {
    const name_ = this.classOf(object)
    const { one, events } = factsOf(name_)
    if (events.has(name) && !one.reopens && !FROM_OUTSIDE.has(name))
      this.find(`${name_} emitted ${name} when its round was over`)
  }

  /** Bytes have come out of the kernel. */
  received(object, chunk) {
    const record = this.records.get(object)
    if (record === undefined || this.flavour === 'raw') return
    this.complain(record, this.traffic.received(object, chunk), 'received what was not written: ')
  }

  complain(record, what, before = '') {
    if (what !== null) this.find(`${record.name} ${before}${what}`)
  }

  adoptAll(values) {
    for (const value of values) this.adopt(value)
  }

  /** Nobody has caught an exception. */
  uncaught(err) {
    const what = this.judge.uncaught(err)
    if (what !== null) this.find(what)
  }

  /** Bytes that nothing else in this round is filled with; returns them. */
  fill(bytes) {
    for (let i = 0; i < bytes.length; i++) {
      this.noise = (Math.imul(this.noise, 1664525) + 1013904223) >>> 0
      bytes[i] = this.noise >>> 24
    }
    return bytes
  }

  /** What the fuzzer throws by intention. */
  harm(kind) {
    if (kind === 'undefined') return this.bring(undefined)
    if (kind === 'null') return this.bring(null)
    return this.bring(kind === 'string' ? 'harm' : new Error('Harm'))
  }

  bring(value) {
    this.judge.brought.add(value)
    return value
  }

  /** To be done with the next turn. */
  later(fn) {
    this.pending.push(fn)
  }

  runPending() {
    for (const fn of this.pending.splice(0)) {
      try {
        fn()
      } catch (err) {
        const what = this.judge.thrown(err, [])
        if (what !== null) this.find(`a situation ${what}`)
      }
    }
  }

  runAfterwards() {
    for (const fn of this.afterwards.splice(0)) fn()
  }

  /** Nothing that belongs to this round is to be heard of again. */
  end() {
    for (const [object, { name }] of this.records)
      if (!factsOf(name).one.reopens) finished.add(object)
  }
}

/** Not `instanceof`, which asks proxies and may be thrown at. */
function isInstance(value, Class) {
  try {
    return value instanceof Class
  } catch {
    return false
  }
}

function factsOf(name) {
  return facts.get(name)
}

/** What the IDL says of a class, and the names of its events. */
module.exports.factsOf = factsOf
