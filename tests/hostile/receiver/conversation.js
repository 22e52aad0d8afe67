// One peer, from its first byte to the close: what it sends is checked, and answered with the figures.
const { Pipe } = require('../../conformance/subject')
const Frames = require('./frames')
const guests = require('./guests')
const { arrived, arriving } = require('./held')
const { count, fail, tally } = require('./tally')

/** What is sent to those who ask: a chunk that no socket takes at once, and a handle with it. */
const chunk = Buffer.alloc(65536, 'f')
const conversations = new Set()
let enclosed = null

/** A terminal whose other side is gone is no terminal any more, but a file. */
function isSame(told, sent) {
  return told === sent || (sent === 14 && told === 17)
}

class Conversation {
  constructor(pipe, behaviour) {
    this.pipe = pipe
    this.behaviour = behaviour
    this.frames = new Frames(this)
    this.types = []
    // Of the message that is arriving: how many handles have been told, and accepted.
    this.told = 0
    this.claimed = 0
    this.handles = 0
    this.urgentHandles = 0
    count(tally.behaviours, behaviour.name)
    tally.conversations++
    conversations.add(this)
    pipe.on('error', (err) => count(this.errors, err.code))
    pipe.on('close', () => this.closed())
    pipe.on('end', () => this.answer())
    pipe.on('data', (data) => this.data(data))
    if (behaviour.handle) pipe.on('handle', (type) => this.handle(type))
    if (behaviour.begin) behaviour.begin(this)
  }

  get errors() {
    return tally.errors
  }

  /** Nothing else happens between the first handle of a message and the message itself. */
  handle(type) {
    if (this.told++ === 0 && !this.behaviour.pauses && guests.isQuiet()) arriving(this)
    this.types.push(type)
    count(tally.handles, type)
    this.behaviour.handle(this, type)
  }

  data(data) {
    if (this.told > 0) arrived(this, this.claimed)
    this.told = this.claimed = 0
    guests.makeRoom()
    this.frames.take(data)
    // Of what has been read and not told yet, being paused, the handles are known before the bytes.
    const ahead = this.types.length > 0 && this.frames.isBetween && !this.behaviour.pauses
    if (ahead) this.corrupt('handles of no message')
    if (this.behaviour.data) this.behaviour.data(this)
  }

  message({ types, urgent, asked }) {
    this.urgentHandles = urgent
    this.expect(types)
    for (let i = 0; i < asked; i++) this.write(chunk, exports.enclosure())
  }

  /** A byte that has been overtaken by the next of its kind comes as one of the stream. */
  urgent() {
    tally.urgent++
    const before = this.handles
    this.expect(new Array(this.urgentHandles).fill(0))
    this.handles = before
  }

  /** A message's handles have been told before its bytes, and no others. */
  expect(types) {
    this.handles += types.length
    if (!this.behaviour.handle) return
    const told = this.types.splice(0, types.length)
    if (told.length === types.length && told.every((type, i) => isSame(type, types[i]))) return
    this.corrupt(`handles ${told} for a message with ${[...types]}`)
  }

  corrupt(why) {
    fail(`${this.behaviour.name}: ${why}`)
    this.pipe.destroy()
  }

  /** Sends bytes, and a handle if there is one. Whatever comes of it, the callback is called. */
  write(data, handle = null) {
    tally.writes++
    const done = () => tally.callbacks++
    if (handle === null) this.pipe.write(data, done)
    else this.pipe.write(data, handle, done)
  }

  answer() {
    const { frames } = this
    if (!frames.isBetween || frames.corrupt) return this.pipe.end()
    const figures = Buffer.alloc(13, 'R')
    figures.writeUInt32LE(frames.count, 1)
    figures.writeUInt32LE(this.handles, 5)
    figures.writeUInt32LE(frames.bytes % 2 ** 32, 9)
    tally.replied++
    tally.repliedMessages += frames.count
    tally.repliedBytes += frames.bytes
    tally.repliedHandles += this.handles
    this.pipe.end(figures)
  }

  destroy() {
    tally.destroyed++
    this.pipe.destroy()
  }

  closed() {
    conversations.delete(this)
    tally.closed++
    tally.messages += this.frames.count
    tally.bytes += this.frames.bytes
  }
}

/** Over a socket that was sent: it may have nothing to say, or belong to somebody else as well. */
class Visit extends Conversation {
  get errors() {
    return tally.guestErrors
  }

  constructor(pipe, behaviour) {
    super(pipe, behaviour)
    this.begun = false
    this.foreign = false
  }

  data(data) {
    if (!this.begun) {
      this.begun = true
      this.foreign = !Frames.begins(data)
      this.frames.startAnywhere()
      if (!this.foreign && this.onbegin) this.onbegin()
    }
    if (!this.foreign) super.data(data)
  }

  answer() {
    if (this.foreign || !this.begun) this.pipe.end()
    else super.answer()
  }
}

exports.Conversation = Conversation
exports.Visit = Visit

/** A handle to send to whoever asks for one. */
exports.enclosure = function enclosure() {
  if (enclosed === null) {
    enclosed = Pipe.socketpair().map((fd) => new Pipe(fd, { eagerOpen: false }))
  }
  return enclosed[0]
}

exports.endAll = function endAll() {
  for (const { pipe } of conversations) pipe.destroy()
  if (enclosed !== null) for (const pipe of enclosed) pipe.destroy()
  enclosed = null
}
