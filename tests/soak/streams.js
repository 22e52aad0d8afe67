// Writing and reading a sequence, in all manners that a program may choose.
const { transfer } = require('../conformance/support/platform')
const { LONGEST_CHARACTER } = require('./sequence')

/* The bytes of a chunk up to this size are copied by `write` if they cannot be sent at once. */
const COPIED = 16384

const encodings = ['hex', 'base64', 'latin1', 'utf16le']

/** Resolves with the name of the first of these events. */
exports.first = function first(emitter, ...names) {
  return new Promise((resolve) => {
    const listeners = names.map((name) => [name, () => settle(name)])
    const settle = (name) => {
      for (const [other, listener] of listeners) emitter.off(other, listener)
      resolve(name)
    }
    for (const [name, listener] of listeners) emitter.on(name, listener)
  })
}

/** Resolves when the pipe is closed. */
exports.closed = async function closed(pipe) {
  if (!pipe.destroyed) await exports.first(pipe, 'close')
}

/** As many turns of the event loop. */
exports.turns = async function turns(count) {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve))
}

/** Writes a sequence, and keeps count of the callbacks: each of them has to run, once. */
exports.Sender = class Sender {
  constructor(pipe, sequence, random) {
    this.pipe = pipe
    this.sequence = sequence
    this.random = random
    this.called = 0
    this.written = 0
    this.failed = 0
    this.repeated = 0
  }

  /** Writes `amount` bytes in chunks up to `most`, waiting for `drain` when told to; fewer if it is closed. */
  async send(amount, most = 70000) {
    const end = this.sequence.position + amount
    while (this.sequence.position < end && !this.pipe.destroying) {
      if (!this.write(end, most)) await exports.first(this.pipe, 'drain', 'close')
    }
  }

  /** Writes `amount` bytes at once, whatever `write` returns. */
  flood(amount, most = 70000) {
    const end = this.sequence.position + amount
    while (this.sequence.position < end) this.write(end, most)
  }

  /* The next chunk of what goes up to `end`. */
  write(end, most) {
    const length = Math.max(LONGEST_CHARACTER, this.random.size(1, most))
    const bytes = this.sequence.take(Math.min(end - this.sequence.position, length))
    const { chunk, encoding, afterwards } = this.shape(bytes)
    this.written++
    const ready = this.pipe.write(chunk, encoding, this.callback())
    if (afterwards) afterwards()
    return ready
  }

  callback() {
    let called = false
    return (err) => {
      if (called) this.repeated++
      called = true
      this.called++
      if (err) this.failed++
    }
  }

  /** What is wrong with the callbacks, once the pipe is closed and its last ones have run. */
  complaint({ mayFail = false } = {}) {
    if (this.repeated > 0) return `${this.repeated} callbacks of write ran more than once`
    if (this.called !== this.written) return `${this.written - this.called} callbacks never ran`
    if (this.failed > 0 && !mayFail) return `${this.failed} writes failed`
    return null
  }

  /* The same bytes as one of the many things that `write` takes. */
  shape(bytes) {
    if (this.sequence.isText) return { chunk: bytes.toString() }
    const { random } = this
    if (random.chance(0.3)) return { chunk: Buffer.from(bytes) }
    if (random.chance(0.3)) return { chunk: bytes }
    if (random.chance(0.3)) return encoded(bytes, random.pick(encodings))
    if (random.chance(0.3)) return view(bytes)
    if (bytes.byteLength <= COPIED) return overwritten(bytes)
    return taken(bytes)
  }
}

function encoded(bytes, encoding) {
  const odd = encoding === 'utf16le' && bytes.byteLength % 2 === 1
  return odd ? { chunk: bytes } : { chunk: bytes.toString(encoding), encoding }
}

function view(bytes) {
  const { buffer } = new Uint8Array(bytes)
  return { chunk: new DataView(buffer) }
}

/* The program uses its buffer for something else as soon as `write` has returned. */
function overwritten(bytes) {
  const chunk = new Uint8Array(bytes)
  return { chunk, afterwards: () => chunk.fill(0xee) }
}

/* The program gives its memory away. */
function taken(bytes) {
  const chunk = new Uint8Array(bytes)
  return { chunk, afterwards: () => transfer(chunk.buffer) }
}
