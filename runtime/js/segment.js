/* One stretch of what goes out: a chunk of its own, or small chunks gathered into one buffer. */
const binding = require('#binding')
const { mostBytes, putBrief } = require('./text')
const { plain } = require('./views')

/* `keep(fn)` calls `fn` in the asynchronous context of now, in an engine that has such contexts. */
const { keep = (fn) => fn } = binding

/* Memory that the addon sends from without being told where it is: for what is not going to wait. */
const outbox = Buffer.from(binding.streamOutbox())
let isOutboxFree = true

/* Small chunks share buffers of this many bytes. */
const GATHER_SIZE = outbox.byteLength

/* A chunk up to this many bytes is copied if it has to wait; the memory of a longer one is held. */
const COPIED = 16384

/* Chunks up to this many bytes may be in an engine's heap, where no address stays what it is. */
const TINY = 64

const EMPTY = Buffer.alloc(0)

/* A gathering buffer that has been sent, to be filled again: one for each environment. */
let spare = null

module.exports = class Segment {
  constructor(buffer, length, handle) {
    this.buffer = buffer
    // Strings that follow the bytes, and have not been encoded yet.
    this.text = ''
    this.length = length
    this.handle = handle
    this.callbacks = null
    this.next = null
    this.sent = false
    // The program may change the bytes, or take their memory away.
    this.foreign = false
    this.gathering = false
    // The gathering buffer, for as long as it is this segment's.
    this.memory = null
    // What bare-stream counts it as; the real accounting is not bare-stream's.
    this.byteLength = 1
  }

  /* A chunk of the program's of `length` bytes, which may change once `write()` has returned. */
  static of(chunk, length, handle) {
    if (length <= TINY && handle === null) return Segment.copyOf(chunk, length)

    const segment = new Segment(chunk, length, handle)

    segment.foreign = true

    return segment
  }

  /* Asked for the address of a tiny chunk, an engine would first have to move its bytes out of its heap. */
  static copyOf(chunk, length) {
    const segment = Segment.gathering(true)

    segment.append(chunk, length)

    return segment
  }

  /* A string by itself: a small one needs no memory of its own. */
  static ofString(string) {
    const segment = Segment.gathering(true)

    segment.appendString(string)
    segment.encode()

    return segment
  }

  /* Bytes that nobody else knows. */
  static owning(buffer, handle) {
    return new Segment(buffer, buffer.byteLength, handle)
  }

  /* An empty one to gather small chunks in, which are sent when this tick ends, or may have to wait. */
  static gathering(isSentSoon) {
    const segment = new Segment(takeMemory(isSentSoon), 0, null)

    segment.gathering = true
    segment.memory = segment.buffer

    return segment
  }

  /* Nothing to send, and all the same `weight` bytes to bare-stream. */
  static weighing(weight) {
    const segment = new Segment(EMPTY, 0, null)

    segment.sent = true
    segment.byteLength = weight

    return segment
  }

  /* How many bytes can still be gathered, whatever the strings are made of. */
  get space() {
    return this.gathering ? GATHER_SIZE - this.length - this.mostOfText : 0
  }

  get mostOfText() {
    return mostBytes(this.text)
  }

  /* The bytes are at the beginning of the outbox. */
  get isPosted() {
    return this.gathering && this.memory === outbox
  }

  get bytes() {
    return this.gathering ? new Uint8Array(this.buffer.buffer, 0, this.length) : this.buffer
  }

  append(chunk, length) {
    // Memory that is gone is not to be read from.
    if (length === 0) return

    this.buffer.set(chunk, this.length)
    this.length += length
  }

  /* Engines put strings together at next to no cost, while each call of an encoder has its price. */
  appendString(string) {
    this.text += string
  }

  /* Returns how many bytes the strings have become. */
  encode() {
    const { buffer, text } = this
    const length = putBrief(buffer, this.length, text)
      ? text.length
      : buffer.write(text, this.length, GATHER_SIZE - this.length)

    this.text = ''
    this.length += length

    return length
  }

  /* The first `count` bytes have been sent. */
  skip(count) {
    if (count === 0) return
    if (this.foreign) this.buffer = plain(this.buffer)

    this.buffer = this.bytes.subarray(count)
    this.length -= count
    this.gathering = false
  }

  /*
   * Readies the bytes for staying where they are while the kernel takes them. The memory of a large
   * chunk is pinned, whatever becomes of the buffer; memory that can shrink or is shared is not safe.
   */
  keep() {
    if (this.memory === outbox) this.leaveOutbox()
    if (this.foreign) this.buffer = plain(this.buffer)
    if (this.mustBeCopied) this.copy()

    this.foreign = false
  }

  /* Readies the bytes for waiting, in memory that a program cannot take away. */
  hold() {
    if (!this.foreign) return

    this.buffer = plain(this.buffer)

    if (this.mustBeCopied) return this.copy()

    this.buffer = binding.streamHold(this.buffer)
    this.foreign = false
  }

  get mustBeCopied() {
    return this.foreign && (this.length <= COPIED || !isFixed(this.buffer.buffer))
  }

  /* Whatever the program does with its chunk from here on, the bytes are those of now. */
  copy() {
    this.buffer = Buffer.from(this.buffer)
    this.foreign = false
  }

  /* Others have something to send meanwhile. */
  leaveOutbox() {
    this.buffer = Buffer.from(this.bytes)
    this.gathering = false
    this.recycle()
  }

  /* Nobody looks at the bytes any more: their memory serves others. */
  recycle() {
    if (this.memory === outbox) isOutboxFree = true
    else if (this.memory !== null) spare = this.memory

    this.memory = null
  }

  addCallback(cb) {
    if (cb === undefined) return

    if (this.gathering) cb = keep(cb)

    if (this.callbacks === null) this.callbacks = [cb]
    else this.callbacks.push(cb)
  }

  /* It will not be sent within the call that brought it: its callbacks remember where that was. */
  keepContext() {
    if (this.callbacks !== null) this.callbacks = this.callbacks.map(keep)
  }

  /* Sent, or never to be. Callbacks run apart from each other: one that throws stops no other. */
  settle(err) {
    this.sent = true

    // What the kernel is still being given is in other memory.
    if (err === null || this.memory === outbox) this.recycle()

    if (this.callbacks === null) return

    for (const cb of this.callbacks) queueMicrotask(() => void cb(err))

    this.callbacks = null
  }
}

function isFixed(buffer) {
  return buffer instanceof ArrayBuffer && !buffer.resizable
}

function takeMemory(isSentSoon) {
  if (isSentSoon && isOutboxFree) {
    isOutboxFree = false
    return outbox
  }

  const memory = spare || Buffer.allocUnsafeSlow(GATHER_SIZE)

  spare = null

  return memory
}
