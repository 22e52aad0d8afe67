// What has been written against what arrives: a prefix of it, in order, and of nothing else.
const stage = require('./stage')

/** One direction of a connection. */
class Link {
  constructor() {
    this.segments = []
    this.position = 0
    // Somebody else may read or write here too.
    this.tainted = false
  }

  sent(bytes, optional) {
    if (bytes.byteLength > 0) this.segments.push({ bytes, optional })
  }

  /** Null, or where the chunk is not what was written. */
  received(chunk) {
    for (let i = 0; i < chunk.byteLength;) {
      const segment = this.segments[0]
      if (segment === undefined) return `${chunk.byteLength - i} bytes more than were written`
      if (chunk[i] !== segment.bytes[this.position]) {
        if (!segment.optional || this.position > 0) return `byte ${i} of ${chunk.byteLength}`
        this.segments.shift()
        continue
      }
      i++
      if (++this.position === segment.bytes.byteLength) {
        this.segments.shift()
        this.position = 0
      }
    }
    return null
  }
}

/** The connections of one round that have an end to write to and one to read from. */
module.exports = class Traffic {
  constructor() {
    this.outgoing = new Map()
    this.incoming = new Map()
    this.ended = new Set()
    this.sums = new WeakMap()
  }

  /** What is written to either arrives at the other. */
  connect(a, b) {
    this.direct(a, b)
    this.direct(b, a)
  }

  direct(from, to) {
    this.arrives(this.written(from), to)
  }

  /** What is written to `from` is kept; to be told where it arrives once that is known. */
  written(from) {
    const link = new Link()
    this.outgoing.set(from, link)
    return link
  }

  arrives(link, to) {
    this.incoming.set(to, link)
  }

  taint(object) {
    for (const link of [this.outgoing.get(object), this.incoming.get(object)]) {
      if (link !== undefined) link.tainted = true
    }
  }

  /** A write is about to happen; what it returns is to be called when it has. */
  writing(object, [chunk, encoding, handle]) {
    const link = this.outgoing.get(object)
    if (link === undefined || link.tainted) return
    if (object.destroying || this.ended.has(object)) return
    if (typeof encoding === 'object' && encoding !== null)
      [encoding, handle] = [undefined, encoding]
    else if (typeof encoding === 'function') encoding = handle = undefined
    const bytes = bytesOf(chunk, encoding)
    const optional = handle !== undefined && handle !== null && typeof handle !== 'function'
    // Whatever comes first: the bytes may arrive before the call returns.
    if (bytes !== null) link.sent(bytes, optional)
  }

  /** Null, or what is wrong with a chunk that has arrived. */
  received(object, chunk) {
    const link = this.incoming.get(object)
    if (link === undefined || link.tainted || !ArrayBuffer.isView(chunk)) return null
    this.sums.set(chunk, sumOf(chunk))
    return link.received(chunk)
  }

  /** Null, or what is wrong with a chunk that has waited for somebody to read it. */
  delivered(chunk) {
    const sum = this.sums.get(chunk)
    return sum === undefined || sum === sumOf(chunk) ? null : 'a chunk has changed while it waited'
  }
}

function sumOf(bytes) {
  let sum = 0
  for (let i = 0; i < bytes.length; i++) sum = (Math.imul(sum, 31) + bytes[i]) | 0
  return sum
}

/** A copy of the bytes that a chunk stands for; null if it stands for none. */
function bytesOf(chunk, encoding) {
  try {
    if (typeof chunk === 'string') return Buffer.from(chunk, encoding || 'utf8')
    if (!ArrayBuffer.isView(chunk)) return null
    const { buffer, byteOffset, byteLength } = trueView(chunk)
    return new Uint8Array(buffer, byteOffset, byteLength).slice()
  } catch {
    return null
  }
}

const GETTERS = {}

for (const name of ['buffer', 'byteOffset', 'byteLength']) {
  const typed = Object.getOwnPropertyDescriptor(
    Object.getPrototypeOf(Uint8Array.prototype),
    name
  ).get
  const data = Object.getOwnPropertyDescriptor(DataView.prototype, name).get
  GETTERS[name] = (view) => Reflect.apply(isDataView(view) ? data : typed, view, [])
}

function isDataView(view) {
  return Object.prototype.toString.call(view) === '[object DataView]'
}

/** Where a view's bytes are, whatever it says itself. */
function trueView(view) {
  return {
    buffer: GETTERS.buffer(view),
    byteOffset: GETTERS.byteOffset(view),
    byteLength: GETTERS.byteLength(view)
  }
}

/* For each watched method what puts it in its place, and takes it away. */
const switches = []

/**
 * Whether the traffic of the round to come is seen. Chunks that somebody sees take a pipe's longest way: they are
 * neither told at once nor forwarded natively.
 */
module.exports.see = function see(isSeen) {
  for (const one of switches) one(isSeen)
}

/** Has every round's Traffic see what is written, but in those that are not to be seen. */
module.exports.watch = function watch() {
  const Class = stage.classes.get('Pipe')
  switches.push(
    stage.watchMethod(Class, 'write', (world, object, args) => world.traffic.writing(object, args)),
    stage.watchMethod(Class, 'end', (world, object) => () => world.traffic.ended.add(object)),
    stage.watchMethod(Class, 'push', (world, object, [chunk]) => {
      if (world.performing === 'push') world.traffic.taint(object)
      else world.received(object, chunk)
    })
  )
  stage.watchGetter(Class, Symbol.for('bare.ipc.handle'), (world, object) =>
    world.traffic.taint(object)
  )
  for (const name of ['unshift', 'setEncoding']) {
    stage.watchMethod(Class, name, (world, object) => world.traffic.taint(object))
  }
}
