/* What a pipe has to send, in order: the truth about it, of which bare-stream's queue is a shadow. */
const { Duplex } = require('bare-stream')
const { State } = require('../../generated/pipe/js/flags')
const { isOverridden, segmentOf } = require('./overriding')
const { collect, handleOf, leave, offer } = require('./runs')
const Segment = require('./segment')
const { beginsInPair, mostBytes } = require('./text')
const { settleWrite } = require('./settling')
const ticks = require('./ticks')

/* `write()` returns false from here on, in bytes; bare-stream's own default. */
const HIGH_WATER_MARK = 16384

/* Nothing to send that weighs as much: bare-stream emits `drain` after it. */
const WEIGHT = Segment.weighing(HIGH_WATER_MARK)

/* Chunks up to this many bytes are copied together rather than sent one by one. */
const SMALL = 8192

/*
 * What a handle is refused with that has died since `write()`, never was alive, cannot be copied for
 * lack of descriptors, is one too many on its way, or is not wanted by the peer.
 */
const UNSENDABLE = new Set(['EBADF', 'EINVAL', 'EMFILE', 'ENFILE', 'EPERM', 'INVALID_IPC_TARGET'])

/* What is left of a run that has been sent. */
const NOTHING = []

const SENDABLE = State.OPENED | State.CONNECTED | State.WRITABLE
const HELD_BACK = State.CORKED | State.CLOSING

module.exports = class Outgoing {
  constructor(pipe) {
    this.pipe = pipe
    this.overridden = isOverridden(pipe)
    this.head = null
    this.tail = null
    // The segments that the kernel is being given, turn by turn.
    this.inFlight = null
    // Bytes taken since everything had been sent for the last time.
    this.backlog = 0
    // Bytes taken before those, less the ones that have been given up. What begins as a small integer of V8's
    // is one to its compiler, and all of this is compiled anew when it becomes too large: -0 is none.
    this.earlier = -0
    this.drainPromised = false
    // The last segment that bare-stream waits for.
    this.awaited = null
    // The one that waits for the end of the same tick, behind this one.
    this.nextInTick = null
    // Callbacks of writes are on their way, which `drain` must not overtake.
    this.callingBack = false
    this.goOn = this.goOn.bind(this)
  }

  /* That of `pipe`: one that has nothing to send has none. */
  static of(pipe) {
    if (pipe._outgoing === null) pipe._outgoing = new Outgoing(pipe)

    return pipe._outgoing
  }

  /* Takes a Uint8Array of `length` bytes. Returns false when it is time to wait for `drain`. */
  write(chunk, length, handle, cb) {
    if (!this.gathers(length, handle)) return this.send(Segment.of(chunk, length, handle), cb)

    this.encode()

    const segment = this.gatheringSegment(length)
    segment.append(chunk, length)
    segment.addCallback(cb)

    return this.taken(length)
  }

  /* Takes a string. Small ones are encoded together, into the gathering buffer, as UTF-8. */
  writeString(string, cb) {
    const most = mostBytes(string)

    if (most > SMALL) return this.writeLongString(string, cb)
    if (!this.gathers(most, null)) return this.send(Segment.ofString(string), cb)
    if (beginsInPair(string)) this.encode()

    const segment = this.gatheringSegment(most)
    segment.appendString(string)
    segment.addCallback(cb)

    return this.takenText(segment)
  }

  /* Of a longer one it is worth while to find out beforehand how many bytes it has, if it may be small. */
  writeLongString(string, cb) {
    const length = string.length > SMALL ? string.length : Buffer.byteLength(string)

    if (!this.gathers(length, null)) {
      return this.send(Segment.owning(Buffer.from(string), null), cb)
    }

    this.encode()

    const segment = this.gatheringSegment(length)
    segment.appendString(string)
    segment.addCallback(cb)

    return this.taken(segment.encode())
  }

  /* bare-stream's turn: everything up to the end of `batch` is sent before `cb` runs. */
  flush(batch, cb) {
    this.pipe._pendingWrite = cb

    for (const { chunk, encoding } of batch) {
      if (chunk instanceof Segment) {
        if (!chunk.sent) this.awaited = chunk
      } else {
        this.awaited = segmentOf(chunk, encoding)
        this.link(this.awaited)
        this.backlog += this.awaited.length
      }
    }

    this.pump()
    this.complete()
  }

  /* The kernel has taken what was in flight, or has failed to; maybe only after it was abandoned. */
  written(err) {
    const run = this.inFlight

    if (run !== null && (err === null || !this.isClosing)) {
      this.inFlight = null

      if (err === null) for (const segment of run) this.settle(segment, null)
      else this.unsent(run, err)

      this.pump()
    }

    this.complete()
  }

  /* Nothing more will be sent; whoever waits for a write is told why. */
  abandon(err) {
    if (this.inFlight !== null) for (const segment of this.inFlight) this.giveUp(segment, err)

    for (let segment = this.head; segment !== null; segment = segment.next) {
      this.giveUp(segment, err)
    }

    this.inFlight = this.head = this.tail = null
  }

  /* Whether a chunk is to wait in the gathering buffer: not the first of its tick, nor a large one. */
  gathers(length, handle) {
    if (length > SMALL || handle !== null) return false

    return this.head !== null || !this.canSend || (this.pipe._state & State.WRITTEN) !== 0
  }

  gatheringSegment(length) {
    if (this.hasSpace(length)) return this.tail

    const segment = Segment.gathering(this.canSend)
    this.link(segment)
    this.shadow(segment)

    return segment
  }

  /* Strings take as much as they might, until it turns out to be too much. */
  hasSpace(length) {
    const { tail } = this

    if (tail === null || !tail.gathering) return false
    if (tail.space >= length) return true

    this.encode()

    return tail.space >= length
  }

  /* Puts bytes in the place of the strings that wait; only the last segment has any. */
  encode() {
    if (this.tail !== null && this.tail.text !== '') this.backlog += this.tail.encode()
  }

  /* Sends a chunk of its own, and all that waits before it, or lets it wait in its turn. */
  send(segment, cb) {
    const length = segment.length

    segment.addCallback(cb)

    if (this.head === null && this.canSend) this.sendAlone(segment)
    else this.sendInTurn(segment)

    if (!segment.sent && !this.wait(segment)) return false

    return this.taken(length)
  }

  /* What nothing waits before need not be waited for either. */
  sendAlone(segment) {
    this.tick()
    this.give([segment])
  }

  sendInTurn(segment) {
    this.link(segment)

    if (!this.canSend) return

    this.tick()
    this.pump()
  }

  /* Has a segment wait for its turn. Without memory to hold it in, it is what ends the pipe. */
  wait(segment) {
    segment.keepContext()

    try {
      segment.hold()
    } catch (err) {
      this.backlog += segment.length
      this.pipe.destroy(err)
      return false
    }

    this.shadow(segment)

    return true
  }

  get canSend() {
    return this.inFlight === null && (this.pipe._state & (SENDABLE | HELD_BACK)) === SENDABLE
  }

  get isClosing() {
    return (this.pipe._state & State.CLOSING) !== 0
  }

  /* Corked, only what bare-stream has asked for before goes out; closing, nothing. */
  get goesOn() {
    if (this.isClosing) return false
    if ((this.pipe._state & State.CORKED) === 0) return true

    return this.awaited !== null && !this.awaited.sent
  }

  get isEmpty() {
    return this.head === null && this.inFlight === null
  }

  link(segment) {
    this.encode()

    if (this.tail === null) this.head = segment
    else this.tail.next = segment

    this.tail = segment
  }

  /* Has bare-stream know of a segment, for it to wait for before it finishes or drains. */
  shadow(segment) {
    Duplex.prototype.write.call(this.pipe, segment)
  }

  taken(length) {
    this.backlog += length

    if (this.backlog < HIGH_WATER_MARK) return true

    this.promiseDrain()

    return false
  }

  /* How many bytes the strings are is found out only where it makes a difference. */
  takenText(segment) {
    if (this.backlog + segment.mostOfText < HIGH_WATER_MARK) return true
    if (this.backlog < HIGH_WATER_MARK) this.encode()

    return this.taken(0)
  }

  promiseDrain() {
    if (this.drainPromised) return

    this.drainPromised = true
    this.shadow(WEIGHT)
  }

  /* The rest of this tick's small chunks are gathered. */
  tick() {
    if (this.pipe._state & State.WRITTEN) return

    this.pipe._state |= State.WRITTEN
    ticks.awaitEnd(this)
  }

  checkpoint() {
    this.pipe._state &= ~State.WRITTEN

    if (this.isEmpty) this.clearBacklog()
  }

  clearBacklog() {
    this.earlier += this.backlog
    this.backlog = 0
  }

  /* How many bytes have been taken and not been given up. */
  get bytesWritten() {
    this.encode()

    return this.earlier + this.backlog
  }

  /* Gives the kernel what it takes at once; the remainder of a run is left in flight. */
  pump() {
    this.encode()

    while (this.head !== null && this.inFlight === null && this.goesOn) this.give(this.takeRun())
  }

  give(run) {
    try {
      this.sendRun(run)
    } catch (err) {
      this.unsent(run, err)
    }
  }

  takeRun() {
    const run = collect(this.head, this.awaited)

    this.head = run[run.length - 1].next
    if (this.head === null) this.tail = null

    return run
  }

  sendRun(run) {
    const native = this.pipe._native
    const handle = handleOf(run[0])

    const sent = offer(native, run, handle)
    const rest = this.settleSent(run, sent)

    if (rest.length === 0) return

    for (const segment of rest) segment.keep()

    // With the first byte the handle has gone.
    if (sent > 0) rest[0].handle = null

    leave(native, rest, sent > 0 ? null : handle)
    this.inFlight = rest
  }

  /* Where the handle alone is to blame, its write fails, and the pipe goes on. */
  unsent(run, err) {
    if (run[0].handle !== null && this.pipe._ipc && UNSENDABLE.has(err.code)) {
      this.refuse(run[0], err)
    } else {
      this.fail(run, err)
    }
  }

  fail(run, err) {
    for (const segment of run) if (!segment.sent) this.giveUp(segment, err)

    this.pipe.destroy(err)
  }

  complete() {
    if (this.isEmpty) {
      this.clearBacklog()
      this.drainPromised = false
    }

    if (this.awaited !== null && !this.awaited.sent) return

    this.awaited = null

    if (this.callingBack) queueMicrotask(this.goOn)
    else this.goOn()
  }

  goOn() {
    this.callingBack = false

    settleWrite(this.pipe, null)
  }

  settle(segment, err) {
    if (segment.callbacks !== null) this.callingBack = true

    segment.settle(err)
  }

  /* What is left of a segment will not be sent; the pipe goes on. */
  refuse(segment, err) {
    this.earlier -= segment.length
    this.settle(segment, err)
  }

  /* What is left of a segment will not be sent; the pipe does not go on. */
  giveUp(segment, err) {
    this.earlier -= segment.length
    segment.settle(err)
  }

  /* Settles what has been sent in full, and returns the rest, beginning with the first unsent byte. */
  settleSent(run, sent) {
    let i = 0

    while (i < run.length && sent >= run[i].length) {
      sent -= run[i].length
      this.settle(run[i++], null)
    }

    if (i === run.length) return NOTHING

    run[i].skip(sent)

    return i === 0 ? run : run.slice(i)
  }
}
