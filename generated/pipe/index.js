// Generated from idl/pipe.idl and the files that are named here, where the comments are. Change those,
// then run `python3 -m generator build`.

const bareStream = require('bare-stream')
const binding = require('#binding')
const bareEvents = require('bare-events')

// generated/pipe/js/errors.js
const errors = (function () {
let $exported = {}

class PipeError extends Error {
  constructor(code, text, factory) {
    super(`${code}: ${text}`)
    this.code = code

    if (Error.captureStackTrace) Error.captureStackTrace(this, factory)
  }

  get name() {
    return 'PipeError'
  }

  static PIPE_ALREADY_CONNECTED(text = 'Pipe is already connected') {
    return new PipeError('PIPE_ALREADY_CONNECTED', text, PipeError.PIPE_ALREADY_CONNECTED)
  }

  static PIPE_IS_CLOSED(text = 'Pipe is closed') {
    return new PipeError('PIPE_IS_CLOSED', text, PipeError.PIPE_IS_CLOSED)
  }

  static SERVER_ALREADY_LISTENING(text = 'Server is already listening') {
    return new PipeError('SERVER_ALREADY_LISTENING', text, PipeError.SERVER_ALREADY_LISTENING)
  }

  static SERVER_IS_CLOSED(text = 'Server is closed') {
    return new PipeError('SERVER_IS_CLOSED', text, PipeError.SERVER_IS_CLOSED)
  }

  static INVALID_ARGUMENT(text) {
    return new PipeError('INVALID_ARGUMENT', text, PipeError.INVALID_ARGUMENT)
  }

  static INVALID_FD(text) {
    return new PipeError('INVALID_FD', text, PipeError.INVALID_FD)
  }

  static INVALID_IPC_TARGET(text) {
    return new PipeError('INVALID_IPC_TARGET', text, PipeError.INVALID_IPC_TARGET)
  }

  static INVALID_PATH(text) {
    return new PipeError('INVALID_PATH', text, PipeError.INVALID_PATH)
  }
}

$exported = PipeError

return $exported
})()

// generated/pipe/js/objects.js
const $objects = (function () {
let $exported = {}

const { objects } = binding
const memory = binding.told()
const together = new Uint32Array(memory, 64, 1)
const places = new Uint32Array(memory, 68)

$exported.numbers = new Float64Array(memory, 0, 8)

$exported.at = function at(place) {
  return objects[places[place]]
}

$exported.count = function count() {
  return together[0]
}

$exported.take = function take() {
  const object = objects[places[0]]

  objects[places[0]] = undefined

  return object
}

return $exported
})()

// generated/pipe/js/flags.js
const flags = (function () {
let $exported = {}

$exported.State = {
  CONNECTING: 0x1,
  CONNECTED: 0x2,
  BINDING: 0x4,
  BOUND: 0x8,
  READING: 0x10,
  CLOSING: 0x20,
  CLOSED: 0x40,
  UNREFED: 0x80,
  READABLE: 0x100,
  WRITABLE: 0x200,
  FAILED: 0x10000,
  OPENED: 0x20000,
  ENDING: 0x40000,
  CORKED: 0x80000,
  WRITTEN: 0x100000,
  UNREAD: 0x200000,
  ABORTED: 0x400000,
  PAUSED: 0x800000,
  QUEUED: 0x1000000,
  PIPED: 0x2000000,
  DECODED: 0x4000000,
  UNHEARD: 0x8000000
}

$exported.OpenStatus = {
  READABLE: 0x1,
  WRITABLE: 0x2,
  TERMINAL: 0x4
}

$exported.Access = {
  OWNER_ONLY: 0x1,
  READABLE_ALL: 0x2,
  WRITABLE_ALL: 0x4
}

return $exported
})()

// generated/pipe/js/scalars.js
const scalars = (function () {
let $exported = {}

$exported.Fd = function Fd(value) {
  if (typeof value !== 'number') {
    throw errors.INVALID_FD(`File descriptor must be a number, got ${typeof value}`)
  }

  if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff) {
    throw errors.INVALID_FD(`File descriptor must be an integer from 0 to 2147483647, got ${value}`)
  }

  return value
}

$exported.Path = function Path(value) {
  if (typeof value !== 'string') {
    throw errors.INVALID_PATH(`Path must be a string, got ${typeof value}`)
  }

  const length = Buffer.byteLength(value)

  if (length > 4096) {
    throw errors.INVALID_PATH(`Path must have at most 4096 bytes, got ${length}`)
  }

  return value
}

$exported.ListenPath = function ListenPath(value) {
  if (typeof value !== 'string') {
    throw errors.INVALID_PATH(`Path must be a string, got ${typeof value}`)
  }

  const length = Buffer.byteLength(value)

  if (length < 1 || length > 4096) {
    throw errors.INVALID_PATH(`Path must have from 1 to 4096 bytes, got ${length}`)
  }

  return value
}

$exported.ReadBufferSize = function ReadBufferSize(value) {
  if (typeof value !== 'number') {
    throw errors.INVALID_ARGUMENT(`Read buffer size must be a number, got ${typeof value}`)
  }

  if (!Number.isInteger(value) || value < 1 || value > 0x7fffffff) {
    throw errors.INVALID_ARGUMENT(
      `Read buffer size must be an integer from 1 to 2147483647, got ${value}`
    )
  }

  return value
}

$exported.Backlog = function Backlog(value) {
  if (value === null) return 511
  if (value === 0) return 511

  if (typeof value !== 'number') {
    throw errors.INVALID_ARGUMENT(`Backlog must be a number, got ${typeof value}`)
  }

  if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff) {
    throw errors.INVALID_ARGUMENT(`Backlog must be an integer from 0 to 2147483647, got ${value}`)
  }

  return value
}

$exported.MaxConnections = function MaxConnections(value) {
  if (typeof value !== 'number') {
    throw errors.INVALID_ARGUMENT(
      `Maximum number of connections must be a number, got ${typeof value}`
    )
  }

  if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff) {
    throw errors.INVALID_ARGUMENT(
      `Maximum number of connections must be an integer from 0 to 2147483647, got ${value}`
    )
  }

  return value
}

$exported.Permission = function Permission(value) {
  if (typeof value !== 'boolean') {
    throw errors.INVALID_ARGUMENT(`Permission must be a boolean, got ${typeof value}`)
  }

  return value
}

$exported.AbortSignal = function AbortSignal(value) {
  if (typeof value !== 'object' || value === null) {
    throw errors.INVALID_ARGUMENT(
      `Signal must be an object, got ${value === null ? 'null' : typeof value}`
    )
  }

  for (const name of ['addEventListener', 'removeEventListener']) {
    if (typeof value[name] !== 'function') {
      throw errors.INVALID_ARGUMENT(`Signal must have a method ${name}`)
    }
  }

  return value
}

return $exported
})()

// generated/pipe/js/options.js
const $options = (function () {
let $exported = {}

$exported.PipeOptions = function PipeOptions(options) {
  const {
    allowHalfOpen = true,
    eagerOpen = true,
    ipc = false,
    onread,
    readBufferSize = 65536
  } = options === null ? {} : options

  return {
    allowHalfOpen: Boolean(allowHalfOpen),
    eagerOpen: Boolean(eagerOpen),
    ipc: Boolean(ipc),
    onread,
    readBufferSize: scalars.ReadBufferSize(readBufferSize)
  }
}

$exported.PipeConnectOptions = function PipeConnectOptions(options) {
  const { signal } = options === null ? {} : options

  return {
    signal: signal === undefined || signal === null ? signal : scalars.AbortSignal(signal)
  }
}

$exported.CreateConnectionOptions = function CreateConnectionOptions(options) {
  const {
    allowHalfOpen = true,
    eagerOpen = true,
    ipc = false,
    onread,
    readBufferSize = 65536,
    signal
  } = options === null ? {} : options

  return {
    allowHalfOpen: Boolean(allowHalfOpen),
    eagerOpen: Boolean(eagerOpen),
    ipc: Boolean(ipc),
    onread,
    readBufferSize: scalars.ReadBufferSize(readBufferSize),
    signal: signal === undefined || signal === null ? signal : scalars.AbortSignal(signal)
  }
}

$exported.PipeServerOptions = function PipeServerOptions(options) {
  const {
    allowHalfOpen = true,
    ipc = false,
    pauseOnConnect = false,
    readBufferSize = 65536
  } = options === null ? {} : options

  return {
    allowHalfOpen: Boolean(allowHalfOpen),
    ipc: Boolean(ipc),
    pauseOnConnect: Boolean(pauseOnConnect),
    readBufferSize: scalars.ReadBufferSize(readBufferSize)
  }
}

$exported.PipeServerListenOptions = function PipeServerListenOptions(options) {
  const {
    ownerOnly = false,
    readableAll = false,
    signal,
    writableAll = false
  } = options === null ? {} : options

  return {
    ownerOnly: scalars.Permission(ownerOnly),
    readableAll: scalars.Permission(readableAll),
    signal: signal === undefined || signal === null ? signal : scalars.AbortSignal(signal),
    writableAll: scalars.Permission(writableAll)
  }
}

return $exported
})()

// generated/pipe/js/protocols.js
const protocols = (function () {
let $exported = {}

const ipcHandle = Symbol.for('bare.ipc.handle')
const ipcAccept = Symbol.for('bare.ipc.accept')

$exported.ipcHandle = ipcHandle
$exported.ipcAccept = ipcAccept

$exported.IPCAcceptable = function IPCAcceptable(target) {
  const value = target === undefined || target === null ? undefined : target[ipcHandle]

  if (value === undefined) {
    throw errors.INVALID_IPC_TARGET('Target does not implement the IPC handle protocol')
  }

  if (!(value instanceof ArrayBuffer)) {
    throw errors.INVALID_IPC_TARGET('Target does not provide a native IPC handle')
  }

  return value
}

const asyncDispose = Symbol.asyncDispose || Symbol.for('Symbol.asyncDispose')

$exported.asyncDispose = asyncDispose

return $exported
})()

// runtime/js/accepting.js
const accepting = (function () {
let $exported = {}

$exported.refuseTarget = function refuseTarget(pipe, err) {
  if (err.code !== 'EPROTOTYPE') throw err

  throw errors.INVALID_IPC_TARGET('Target is of another type than the handle that arrived')
}

return $exported
})()

// runtime/js/access.js
const $access = (function () {
let $exported = {}

$exported.checkAccess = function checkAccess(server, path, backlog, opts) {
  const { ownerOnly, readableAll, writableAll } = opts

  if (ownerOnly && (readableAll || writableAll)) {
    throw errors.INVALID_ARGUMENT(
      'Listening is ownerOnly, or readableAll and writableAll, not both'
    )
  }

  if ((ownerOnly || readableAll || writableAll) && path[0] === '\0') {
    throw errors.INVALID_ARGUMENT(
      'An abstract name has no permissions: ownerOnly, readableAll and writableAll want a path of the file system'
    )
  }
}

$exported.remoteCredentials = function remoteCredentials(pipe) {
  const [pid, uid, gid] = binding.streamCredentials(pipe._native)

  return { pid, uid, gid }
}

return $exported
})()

// runtime/js/text.js
const $text = (function () {
let $exported = {}

const MOST_BYTES = 3

const BRIEF = 32

$exported.mostBytes = function mostBytes(string) {
  return string.length * MOST_BYTES
}

$exported.putBrief = function putBrief(bytes, offset, string) {
  const { length } = string

  if (length > BRIEF) return false

  for (let i = 0; i < length; i++) {
    const unit = string.charCodeAt(i)

    if (unit > 0x7f) return false

    bytes[offset + i] = unit
  }

  return true
}

$exported.beginsInPair = function beginsInPair(string) {
  return (string.charCodeAt(0) & 0xfc00) === 0xdc00
}

return $exported
})()

// runtime/js/views.js
const views = (function () {
let $exported = {}

const array = Object.getPrototypeOf(Uint8Array.prototype)

const buffer = getter(array, 'buffer')
const byteLength = getter(array, 'byteLength')
const byteOffset = getter(array, 'byteOffset')
const kind = getter(array, Symbol.toStringTag)

const data = {
  buffer: getter(DataView.prototype, 'buffer'),
  byteLength: getter(DataView.prototype, 'byteLength'),
  byteOffset: getter(DataView.prototype, 'byteOffset')
}

const ownLength = getter(ArrayBuffer.prototype, 'byteLength')

const EMPTY = new Uint8Array(0)

$exported.lengthOf = function lengthOf(view) {
  return byteLength.call(view)
}

$exported.isShared = function isShared(view) {
  const name = kind.call(view)

  try {
    ownLength.call((name === undefined ? data : { buffer }).buffer.call(view))
    return false
  } catch {
    return true
  }
}

$exported.plain = function plain(view) {
  const length = byteLength.call(view)

  return length === 0 ? EMPTY : new Uint8Array(buffer.call(view), byteOffset.call(view), length)
}

$exported.toBytes = function toBytes(view) {
  const name = kind.call(view)

  if (name === 'Uint8Array') return view

  return name === undefined ? dataOf(view) : $exported.plain(view)
}

function dataOf(view) {
  try {
    return new Uint8Array(
      data.buffer.call(view),
      data.byteOffset.call(view),
      data.byteLength.call(view)
    )
  } catch {
    return EMPTY
  }
}

function getter(prototype, name) {
  return Object.getOwnPropertyDescriptor(prototype, name).get
}

return $exported
})()

// runtime/js/segment.js
const $Segment = (function () {
let $exported = {}

const { mostBytes, putBrief } = $text
const { plain } = views

const { keep = (fn) => fn } = binding

const outbox = Buffer.from(binding.streamOutbox())
let isOutboxFree = true

const GATHER_SIZE = outbox.byteLength

const COPIED = 16384

const TINY = 64

const EMPTY = Buffer.alloc(0)

let spare = null

$exported = class Segment {
  constructor(buffer, length, handle) {
    this.buffer = buffer
    this.text = ''
    this.length = length
    this.handle = handle
    this.callbacks = null
    this.next = null
    this.sent = false
    this.foreign = false
    this.gathering = false
    this.memory = null
    this.byteLength = 1
  }

  static of(chunk, length, handle) {
    if (length <= TINY && handle === null) return Segment.copyOf(chunk, length)

    const segment = new Segment(chunk, length, handle)

    segment.foreign = true

    return segment
  }

  static copyOf(chunk, length) {
    const segment = Segment.gathering(true)

    segment.append(chunk, length)

    return segment
  }

  static ofString(string) {
    const segment = Segment.gathering(true)

    segment.appendString(string)
    segment.encode()

    return segment
  }

  static owning(buffer, handle) {
    return new Segment(buffer, buffer.byteLength, handle)
  }

  static gathering(isSentSoon) {
    const segment = new Segment(takeMemory(isSentSoon), 0, null)

    segment.gathering = true
    segment.memory = segment.buffer

    return segment
  }

  static weighing(weight) {
    const segment = new Segment(EMPTY, 0, null)

    segment.sent = true
    segment.byteLength = weight

    return segment
  }

  get space() {
    return this.gathering ? GATHER_SIZE - this.length - this.mostOfText : 0
  }

  get mostOfText() {
    return mostBytes(this.text)
  }

  get isPosted() {
    return this.gathering && this.memory === outbox
  }

  get bytes() {
    return this.gathering ? new Uint8Array(this.buffer.buffer, 0, this.length) : this.buffer
  }

  append(chunk, length) {
    if (length === 0) return

    this.buffer.set(chunk, this.length)
    this.length += length
  }

  appendString(string) {
    this.text += string
  }

  encode() {
    const { buffer, text } = this
    const length = putBrief(buffer, this.length, text)
      ? text.length
      : buffer.write(text, this.length, GATHER_SIZE - this.length)

    this.text = ''
    this.length += length

    return length
  }

  skip(count) {
    if (count === 0) return
    if (this.foreign) this.buffer = plain(this.buffer)

    this.buffer = this.bytes.subarray(count)
    this.length -= count
    this.gathering = false
  }

  keep() {
    if (this.memory === outbox) this.leaveOutbox()
    if (this.foreign) this.buffer = plain(this.buffer)
    if (this.mustBeCopied) this.copy()

    this.foreign = false
  }

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

  copy() {
    this.buffer = Buffer.from(this.buffer)
    this.foreign = false
  }

  leaveOutbox() {
    this.buffer = Buffer.from(this.bytes)
    this.gathering = false
    this.recycle()
  }

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

  keepContext() {
    if (this.callbacks !== null) this.callbacks = this.callbacks.map(keep)
  }

  settle(err) {
    this.sent = true

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

return $exported
})()

// runtime/js/overriding.js
const overriding = (function () {
let $exported = {}

const { Duplex, getStreamError, Writable } = bareStream
const Segment = $Segment

const handles = new WeakMap()

let pipes = null

$exported.isPipe = function isPipe(object) {
  return object instanceof ours().Pipe
}

$exported.isOverridden = function isOverridden(pipe) {
  return pipe._writev !== ours().Pipe.prototype._writev || Object.hasOwn(pipe, '_write')
}

$exported.isPushOverridden = function isPushOverridden(pipe) {
  return pipe.push !== ours().push
}

$exported.isWriteOverridden = function isWriteOverridden(pipe) {
  return pipe.write !== ours().write || $exported.isOverridden(pipe)
}

$exported.write = function write(pipe, bytes, handle, cb) {
  if (handle !== null) handles.set(bytes, handle)

  const result = Duplex.prototype.write.call(pipe, bytes)

  if (cb !== undefined) Writable.drained(pipe).then((drained) => answer(pipe, cb, drained))

  return result
}

$exported.segmentOf = function segmentOf(chunk, encoding) {
  const handle = handles.get(chunk)
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk

  return Segment.owning(bytes, handle === undefined ? null : handle)
}

function answer(pipe, cb, drained) {
  const err = getStreamError(pipe) || (drained ? null : errors.PIPE_IS_CLOSED())

  queueMicrotask(() => void cb(err))
}

function ours() {
  if (pipes === null) pipes = $pipes

  return pipes
}

return $exported
})()

// runtime/js/runs.js
const runs = (function () {
let $exported = {}

const { IPCAcceptable } = protocols

const RUN_LENGTH = 64

$exported.collect = function collect(head, awaited) {
  const run = [head]

  if (head.handle !== null) return run

  for (let next = head.next; next !== null && next.handle === null; next = next.next) {
    if (run.length === RUN_LENGTH || run[run.length - 1] === awaited) break

    run.push(next)
  }

  return run
}

$exported.handleOf = function handleOf({ handle }) {
  if (handle === null) return null

  try {
    return IPCAcceptable(handle)
  } catch (err) {
    throw errors.INVALID_IPC_TARGET(`Target has lost its native IPC handle: ${err.message}`)
  }
}

$exported.offer = function offer(native, run, handle) {
  if (run.length === 1 && run[0].isPosted) return post(native, run[0].length)

  return binding.streamTryWrite(native, chunksOf(run), handle)
}

$exported.leave = function leave(native, run, handle) {
  binding.streamWrite(native, chunksOf(run), handle)
}

function post(native, length) {
  const sent = binding.streamTryWritePosted(native, length)

  if (sent < 0) throw binding.streamFailure(sent)

  return sent
}

function chunksOf(run) {
  return run.length === 1 ? run[0].bytes : run.map(bytesOf)
}

function bytesOf(segment) {
  return segment.bytes
}

return $exported
})()

// runtime/js/settling.js
const settling = (function () {
let $exported = {}

$exported.settleOpen = function settleOpen(pipe, err) {
  const cb = pipe._pendingOpen

  if (cb === null) return

  pipe._pendingOpen = null
  cb(err)
}

$exported.settleWrite = function settleWrite(pipe, err) {
  const cb = pipe._pendingWrite

  if (cb === null) return

  pipe._pendingWrite = null
  cb(err)
}

$exported.settleFinal = function settleFinal(pipe, err) {
  const cb = pipe._pendingFinal

  if (cb === null) return

  pipe._pendingFinal = null
  cb(err)
}

$exported.settleDestroy = function settleDestroy(pipe, err) {
  const cb = pipe._pendingDestroy

  if (cb === null) return

  pipe._pendingDestroy = null
  cb(err)
}

return $exported
})()

// runtime/js/ticks.js
const ticks = (function () {
let $exported = {}

let waiting = null
let calledBack = false

$exported.awaitEnd = function awaitEnd(outgoing) {
  if (waiting === null && !calledBack) queueMicrotask(end)

  outgoing.nextInTick = waiting
  waiting = outgoing
}

$exported.begin = function begin() {
  calledBack = true
}

$exported.end = function () {
  calledBack = false

  if (waiting !== null) end()
}

function end() {
  let outgoing = waiting

  waiting = null

  while (outgoing !== null) {
    const next = outgoing.nextInTick

    outgoing.nextInTick = null
    outgoing.checkpoint()
    outgoing = next
  }
}

return $exported
})()

// runtime/js/outgoing.js
const $Outgoing = (function () {
let $exported = {}

const { Duplex } = bareStream
const { State } = flags
const { isOverridden, segmentOf } = overriding
const { collect, handleOf, leave, offer } = runs
const Segment = $Segment
const { beginsInPair, mostBytes } = $text
const { settleWrite } = settling

const HIGH_WATER_MARK = 16384

const WEIGHT = Segment.weighing(HIGH_WATER_MARK)

const SMALL = 8192

const UNSENDABLE = new Set(['EBADF', 'EINVAL', 'EMFILE', 'ENFILE', 'EPERM', 'INVALID_IPC_TARGET'])

const NOTHING = []

const SENDABLE = State.OPENED | State.CONNECTED | State.WRITABLE
const HELD_BACK = State.CORKED | State.CLOSING

$exported = class Outgoing {
  constructor(pipe) {
    this.pipe = pipe
    this.overridden = isOverridden(pipe)
    this.head = null
    this.tail = null
    this.inFlight = null
    this.backlog = 0
    this.earlier = -0
    this.drainPromised = false
    this.awaited = null
    this.nextInTick = null
    this.callingBack = false
    this.goOn = this.goOn.bind(this)
  }

  static of(pipe) {
    if (pipe._outgoing === null) pipe._outgoing = new Outgoing(pipe)

    return pipe._outgoing
  }

  write(chunk, length, handle, cb) {
    if (!this.gathers(length, handle)) return this.send(Segment.of(chunk, length, handle), cb)

    this.encode()

    const segment = this.gatheringSegment(length)
    segment.append(chunk, length)
    segment.addCallback(cb)

    return this.taken(length)
  }

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

  abandon(err) {
    if (this.inFlight !== null) for (const segment of this.inFlight) this.giveUp(segment, err)

    for (let segment = this.head; segment !== null; segment = segment.next) {
      this.giveUp(segment, err)
    }

    this.inFlight = this.head = this.tail = null
  }

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

  hasSpace(length) {
    const { tail } = this

    if (tail === null || !tail.gathering) return false
    if (tail.space >= length) return true

    this.encode()

    return tail.space >= length
  }

  encode() {
    if (this.tail !== null && this.tail.text !== '') this.backlog += this.tail.encode()
  }

  send(segment, cb) {
    const length = segment.length

    segment.addCallback(cb)

    if (this.head === null && this.canSend) this.sendAlone(segment)
    else this.sendInTurn(segment)

    if (!segment.sent && !this.wait(segment)) return false

    return this.taken(length)
  }

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

  shadow(segment) {
    Duplex.prototype.write.call(this.pipe, segment)
  }

  taken(length) {
    this.backlog += length

    if (this.backlog < HIGH_WATER_MARK) return true

    this.promiseDrain()

    return false
  }

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

  get bytesWritten() {
    this.encode()

    return this.earlier + this.backlog
  }

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

    if (sent > 0) rest[0].handle = null

    leave(native, rest, sent > 0 ? null : handle)
    this.inFlight = rest
  }

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

  refuse(segment, err) {
    this.earlier -= segment.length
    this.settle(segment, err)
  }

  giveUp(segment, err) {
    this.earlier -= segment.length
    segment.settle(err)
  }

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

return $exported
})()

// runtime/js/forwarding.js
const $forwarding = (function () {
let $exported = {}

const { State } = flags
const Outgoing = $Outgoing
const { isPipe, isPushOverridden, isWriteOverridden } = overriding

const KEPT = State.DECODED | State.QUEUED | State.UNHEARD | State.CLOSING
const WRITABLE = State.OPENED | State.CONNECTED | State.WRITABLE
const HELD_BACK = State.CORKED | State.ENDING | State.UNHEARD | State.CLOSING

$exported.join = function join(pipe, to) {
  if (!isPipe(to) || pipe._ipc || pipe._inlet !== null) return

  const forwarding = { from: pipe, to, last: null, active: false }

  pipe._forwarding = forwarding
  to._feeders = to._feeders === null ? [forwarding] : [...to._feeders, forwarding]

  pipe.on('newListener', (name) => {
    if (name === 'data' || name === 'readable') stop(forwarding)
  })
  to.on('newListener', (name) => {
    if (name === 'drain') stop(forwarding)
  })

  queueMicrotask(() => $exported.goOn(pipe))
}

$exported.queue = function queue(pipe, chunk) {
  stop(pipe._forwarding)

  pipe._forwarding.last = chunk

  return pipe.push(chunk)
}

$exported.fed = function fed(pipe, chunk) {
  const forwarding = pipe._feeders.find(({ last }) => last === chunk)

  if (forwarding === undefined) return

  forwarding.last = null
  forwarding.from._state &= ~State.QUEUED

  queueMicrotask(() => $exported.goOn(forwarding.from))
}

$exported.goOn = function goOn(pipe) {
  const { _forwarding: forwarding } = pipe

  if (forwarding === null || forwarding.active) return
  if (!isUnseen(pipe) || !isIdle(forwarding.to)) return

  binding.streamForward(pipe._native, forwarding.to._native)
  forwarding.active = true
}

$exported.stop = function stopForwarding(pipe) {
  if (pipe._forwarding !== null) stop(pipe._forwarding)
}

$exported.stopFeeding = function stopFeeding(pipe) {
  if (pipe._feeders !== null) pipe._feeders.forEach(stop)
}

$exported.settle = function settle(pipe) {
  if (isAlone(pipe)) return

  const { read, written } = $exported.count(pipe)

  pipe._bytesRead += read

  if (written > 0) Outgoing.of(pipe).earlier += written
}

$exported.leave = function leave(pipe) {
  const { _forwarding: forwarding } = pipe

  if (forwarding === null) return

  const { to } = forwarding

  to._feeders = to._feeders.filter((feeder) => feeder !== forwarding)
  pipe._forwarding = null
}

$exported.count = function count(pipe) {
  if (isAlone(pipe) || pipe._state & State.CLOSING) return { read: 0, written: 0 }

  const [read, written] = binding.streamForwarded(pipe._native)

  return { read, written }
}

function isAlone(pipe) {
  return pipe._forwarding === null && pipe._feeders === null
}

function stop(forwarding) {
  if (!forwarding.active) return

  forwarding.active = false

  if ((forwarding.from._state & State.CLOSING) === 0) {
    binding.streamStopForwarding(forwarding.from._native)
  }
}

function isUnseen(pipe) {
  return (
    (pipe._state & KEPT) === 0 &&
    !isPushOverridden(pipe) &&
    pipe.listenerCount('data') === 0 &&
    pipe.listenerCount('readable') === 0
  )
}

function isIdle(pipe) {
  return (
    (pipe._state & (WRITABLE | HELD_BACK)) === WRITABLE &&
    pipe.listenerCount('drain') === pipe._feeders.length &&
    !isWriteOverridden(pipe) &&
    (pipe._outgoing === null || pipe._outgoing.isEmpty)
  )
}

return $exported
})()

// runtime/js/connections.js
const $connections = (function () {
let $exported = {}

const { State } = flags

$exported.connectionOpened = function connectionOpened(server, pipe) {
  pipe._server = server
  server._connections++
}

$exported.connectionClosed = function connectionClosed(pipe) {
  const server = pipe._server

  if (server === null) return

  pipe._server = null
  server._connections--

  $exported.closeIfIdle(server)
}

$exported.closeIfIdle = function closeIfIdle(server) {
  if ((server._state & State.CLOSING) === 0) return
  if (server._native !== null || server._connections > 0) return

  server._state &= ~State.CLOSING
  server._state |= State.CLOSED

  queueMicrotask(() => server.emit('close'))
}

return $exported
})()

// runtime/js/signals.js
const signals = (function () {
let $exported = {}

$exported.watch = function watch(object, signal, abort) {
  const onabort = () => {
    $exported.unwatch(object)
    abort(object, signal.reason)
  }

  signal.addEventListener('abort', onabort)
  object._watched = { signal, onabort }
}

$exported.unwatch = function unwatch(object) {
  const watched = object._watched

  if (watched === null) return

  object._watched = null

  try {
    watched.signal.removeEventListener('abort', watched.onabort)
  } catch (err) {
    queueMicrotask(() => {
      throw err
    })
  }
}

return $exported
})()

// runtime/js/closing.js
const $closing = (function () {
let $exported = {}

const { Duplex, getStreamError } = bareStream
const { State } = flags
const forwarding = $forwarding
const { settleDestroy, settleFinal, settleOpen, settleWrite } = settling
const { connectionClosed } = $connections
const { unwatch } = signals

const BOTH = State.READABLE | State.WRITABLE

$exported.end = function end(pipe, chunk, encoding, handle, cb) {
  if (chunk !== undefined && chunk !== null) pipe.write(chunk, encoding, handle)

  pipe._state |= State.ENDING
  forwarding.stopFeeding(pipe)

  return Duplex.prototype.end.call(pipe, cb)
}

$exported.finish = function finish(pipe, cb) {
  if ((pipe._state & BOTH) !== BOTH || pipe._state & State.CLOSING) return cb(null)

  pipe._pendingFinal = cb

  try {
    if (binding.streamTryEnd(pipe._native)) $exported.ended(pipe, null)
    else binding.streamEnd(pipe._native)
  } catch (err) {
    $exported.ended(pipe, err)
  }
}

$exported.ended = function ended(pipe, err) {
  const ignored = err === null || err.code === 'ENOTCONN' || pipe._state & State.CLOSING

  settleFinal(pipe, ignored ? null : err)
}

let destroyedError = null

$exported.destroy = function destroy(pipe, err) {
  if (!err && destroyedError === null) destroyedError = makeDestroyedError()

  return Duplex.prototype.destroy.call(pipe, err || destroyedError)
}

function makeDestroyedError() {
  const stream = new Duplex()
  const limit = Error.stackTraceLimit

  Reflect.set(Error, 'stackTraceLimit', 0)

  try {
    stream.destroy()
  } finally {
    Reflect.set(Error, 'stackTraceLimit', limit)
  }

  return Object.freeze(getStreamError(stream, { all: true }))
}

$exported.closing = function closing(pipe) {
  if (pipe._state & State.CLOSING) return

  forwarding.settle(pipe)

  pipe._state |= State.CLOSING
  pipe._state &= ~State.CONNECTING

  binding.streamClose(pipe._native)
}

$exported.destroyed = function destroyed(pipe, err, cb) {
  $exported.closing(pipe)

  if (pipe._outgoing !== null && !pipe._outgoing.isEmpty) {
    pipe._outgoing.abandon(err === null ? errors.PIPE_IS_CLOSED() : err)
  }

  if (pipe._state & State.CLOSED) cb(null)
  else pipe._pendingDestroy = cb
}

$exported.closed = function closed(pipe) {
  pipe._state |= State.CLOSED

  unwatch(pipe)

  settleOpen(pipe, null)
  settleWrite(pipe, null)
  settleFinal(pipe, null)
  settleDestroy(pipe, null)

  connectionClosed(pipe)
  forwarding.leave(pipe)
}

$exported.disposePipe = function disposePipe(pipe) {
  return new Promise((resolve) => {
    if (pipe.destroyed) return resolve()

    pipe.prependOnceListener('close', resolve)
    pipe.destroy()
  })
}

return $exported
})()

// runtime/js/flowing.js
const flowing = (function () {
let $exported = {}

const { isEnded } = bareStream
const { State } = flags
const { isPushOverridden } = overriding

const QUEUES = State.PAUSED | State.PIPED | State.DECODED | State.UNHEARD

$exported.flows = function flows(pipe) {
  return (pipe._state & State.QUEUED) === 0 && listens(pipe)
}

$exported.tell = function tell(pipe, chunk, isAlone) {
  if (!isAlone) return void pipe.emit('data', chunk)

  ticks.begin()

  try {
    pipe.emit('data', chunk)
  } finally {
    ticks.end()
  }
}

$exported.queue = function queue(pipe, chunk) {
  const more = pipe.push(chunk)

  if (listens(pipe)) queueMicrotask(() => emptied(pipe))

  return more
}

function emptied(pipe) {
  if (listens(pipe) && !isEnded(pipe)) pipe._state &= ~State.QUEUED
}

function listens(pipe) {
  return (
    (pipe._state & QUEUES) === 0 &&
    !isPushOverridden(pipe) &&
    pipe.listenerCount('data') > 0 &&
    pipe.listenerCount('readable') === 0
  )
}

return $exported
})()

// runtime/js/ballast.js
const ballast = (function () {
let $exported = {}

const { ballast: size = 0 } = binding

const BULK = 64 << 20
const PERIOD = 1000

const STEP = 4 << 20

let ballast = null
let timer = null
let counted = 0
let measured = 0
let began = 0

$exported.count = function count(length) {
  if (size === 0) return

  counted += length

  if (counted >= STEP) step()
}

function step() {
  measured += counted
  counted = 0

  if (ballast !== null) offerCollection()
  if (measured >= BULK) measure(Date.now())
}

function offerCollection() {
  return new ArrayBuffer(1)
}

function measure(now) {
  if (now - began < PERIOD) hold()

  began = now
  measured = 0
}

function hold() {
  if (ballast === null) ballast = 1n << BigInt(size * 8)

  if (timer === null) timer = setTimeout(release, 2 * PERIOD).unref()
  else timer.refresh()
}

function release() {
  ballast = null
  timer = null
}

return $exported
})()

// runtime/js/inbox.js
const inbox = (function () {
let $exported = {}

const objects = $objects

const { copy = construct } = binding

const SIZE = 64

const inbox = new Uint8Array(binding.streamInbox())
const places = inbox.length / (SIZE + 1)

const views = Array.from({ length: places }, () => [])

$exported.take = function take(chunk) {
  return typeof chunk === 'number' ? copy(bytesIn(chunk)) : adopt(chunk)
}

$exported.isAlone = function isAlone(chunk) {
  return typeof chunk !== 'number' || objects.count() === 1
}

function bytesIn(place) {
  const length = inbox[place]
  const view = views[place][length]

  return view === undefined ? look(place, length) : view
}

function look(place, length) {
  const view = new Uint8Array(inbox.buffer, places + place * SIZE, length)

  views[place][length] = view

  return view
}

function adopt(chunk) {
  ballast.count(chunk.byteLength)

  return Buffer.from(chunk)
}

function construct(view) {
  return Reflect.construct(Uint8Array, [view], Buffer)
}

return $exported
})()

// runtime/js/inlet.js
const $Inlet = (function () {
let $exported = {}

const { State } = flags
const { isShared, lengthOf, toBytes } = views

$exported = class Inlet {
  constructor(pipe, onread) {
    const { buffer, callback } = checked(onread)

    this.pipe = pipe
    this.callback = callback
    this.make = typeof buffer === 'function' ? buffer : null
    this.buffer = null
    this.bytes = null
    this.lent = false
    this.wanted = false
    this.paused = false

    if (this.make === null) {
      this.take(buffer)
      if (lengthOf(this.bytes) === 0) throw lacking()
    }
  }

  ready() {
    try {
      if (this.bytes === null) this.take(this.make())

      if (!this.isReading) return false

      this.lend()
    } catch (err) {
      this.pipe.destroy(err)
    }

    return this.isReading
  }

  tell(length) {
    const { buffer } = this

    if (this.make !== null) this.buffer = this.bytes = null

    return this.call(length, buffer)
  }

  explain(err) {
    const isGone = err.code === 'ENOBUFS' && this.bytes !== null && lengthOf(this.bytes) === 0

    return isGone ? lacking() : err
  }

  get isReading() {
    return (this.pipe._state & (State.READING | State.CLOSING)) === State.READING
  }

  take(buffer) {
    this.bytes = bytesOf(buffer)
    this.buffer = buffer
    this.lent = false
  }

  lend() {
    if (lengthOf(this.bytes) === 0) throw lacking()
    if (this.lent) return

    binding.streamReadInto(this.pipe._native, this.bytes)
    this.lent = true
  }

  call(length, buffer) {
    const { callback, pipe } = this

    try {
      return callback.call(pipe, length, buffer) !== false
    } catch (err) {
      queueMicrotask(() => {
        throw err
      })

      return true
    }
  }
}

function checked(onread) {
  if (typeof onread !== 'object') {
    throw errors.INVALID_ARGUMENT(`onread must be an object, got ${typeof onread}`)
  }

  const { buffer, callback } = onread

  if (typeof callback !== 'function') {
    throw errors.INVALID_ARGUMENT(`Callback of onread must be a function, got ${typeof callback}`)
  }

  return { buffer, callback }
}

function bytesOf(buffer) {
  if (!ArrayBuffer.isView(buffer)) {
    throw errors.INVALID_ARGUMENT(`Buffer of onread must be a view of memory, got ${typeof buffer}`)
  }

  if (isShared(buffer)) {
    throw errors.INVALID_ARGUMENT('Buffer of onread must not be shared between threads')
  }

  return toBytes(buffer)
}

function lacking() {
  return errors.INVALID_ARGUMENT('Buffer of onread has no memory: it is empty, or detached')
}

return $exported
})()

// runtime/js/reading.js
const reading = (function () {
let $exported = {}

const { State } = flags
const forwarding = $forwarding
const Inlet = $Inlet

$exported.lendMemory = function lendMemory(pipe, path, { onread }) {
  if (onread !== undefined && onread !== null) pipe._inlet = new Inlet(pipe, onread)
}

$exported.startReading = function startReading(pipe) {
  if (pipe._forwarding !== null) forwarding.goOn(pipe)
  if (pipe._inlet === null) return start(pipe)

  pipe._inlet.wanted = true

  if (!pipe._inlet.paused) start(pipe)
}

$exported.halt = function halt(pipe) {
  if (pipe._inlet === null) return

  pipe._inlet.paused = true
  stop(pipe)
}

$exported.goOn = function goOn(pipe) {
  if (pipe._inlet === null || !pipe._inlet.paused) return

  pipe._inlet.paused = false

  if (pipe._inlet.wanted) start(pipe)
}

$exported.demand = function demand(pipe) {
  if ((pipe._state & State.UNREAD) === 0) return

  pipe._state &= ~State.UNREAD

  if ((pipe._state & (State.READING | State.CLOSING)) === State.READING) resume(pipe)
}

$exported.received = function received(pipe, err, chunk) {
  if (err !== null) {
    pipe.destroy(pipe._inlet === null ? err : pipe._inlet.explain(err))
    return
  }

  if (chunk === null) {
    pipe.push(null)
    if (!pipe._allowHalfOpen) pipe.end()
    return
  }

  const bytes = inbox.take(chunk)

  pipe._bytesRead += bytes.byteLength

  if (pipe._state & State.CLOSING) return

  if (flowing.flows(pipe)) flowing.tell(pipe, bytes, inbox.isAlone(chunk))
  else if (!queue(pipe, bytes)) stop(pipe)
}

function queue(pipe, bytes) {
  return pipe._forwarding === null ? flowing.queue(pipe, bytes) : forwarding.queue(pipe, bytes)
}

$exported.filled = function filled(pipe, length) {
  pipe._bytesRead += length

  if (!pipe._inlet.tell(length)) $exported.halt(pipe)
  else if (pipe._inlet.isReading) pipe._inlet.ready()
}

function start(pipe) {
  if (pipe._state & (State.READING | State.CLOSING)) return

  pipe._state |= State.READING

  if (pipe._inlet !== null && !pipe._inlet.ready()) return

  if ((pipe._state & State.UNREAD) === 0) resume(pipe)
}

function stop(pipe) {
  if ((pipe._state & (State.READING | State.CLOSING)) !== State.READING) return

  pipe._state &= ~State.READING
  binding.streamPause(pipe._native)
}

function resume(pipe) {
  try {
    binding.streamResume(pipe._native)
  } catch (err) {
    if (err.code !== 'ENOTCONN') $exported.received(pipe, err, null)
  }
}

return $exported
})()

// runtime/js/opening.js
const $opening = (function () {
let $exported = {}

const { isFinished, isReadable, isWritable } = bareStream
const { OpenStatus, State } = flags
const { demand } = reading
const { settleOpen } = settling
const { watch } = signals

$exported.readyState = function readyState(pipe) {
  if (pipe._state & State.CONNECTING) return 'opening'
  if ((pipe._state & State.CONNECTED) === 0) return 'closed'

  const readable = (pipe._state & State.READABLE) !== 0 && isReadable(pipe)
  const writable = (pipe._state & State.WRITABLE) !== 0 && isWritable(pipe) && !isFinished(pipe)

  if (readable) return writable ? 'open' : 'readOnly'

  return writable ? 'writeOnly' : 'closed'
}

$exported.openStream = function openStream(pipe, cb) {
  pipe._pendingOpen = cb

  if (pipe._state & State.CONNECTED) continueOpen(pipe)
}

$exported.opened = function opened(pipe, status) {
  if (status & OpenStatus.TERMINAL && pipe._inlet === null) waitForDemand(pipe)

  adopt(pipe, (status & OpenStatus.READABLE) !== 0, (status & OpenStatus.WRITABLE) !== 0)

  queueMicrotask(() => {
    if ((pipe._state & State.CLOSING) === 0) pipe.emit('connect')
  })
}

$exported.failOpen = function failOpen(pipe, err) {
  pipe._state |= State.FAILED
  pipe._fd = -1

  queueMicrotask(() => pipe.destroy(err))
}

$exported.watchConnect = function watchConnect(pipe, path, opts) {
  const { signal } = opts

  if (signal === undefined || signal === null) return

  if (!signal.aborted) {
    watch(pipe, signal, destroy)
    return
  }

  const { reason } = signal

  pipe._state |= State.ABORTED

  $exported.failConnect(pipe, reason)
}

$exported.connected = function connected(pipe, err) {
  if (err !== null) {
    pipe.destroy(err)
    return
  }

  pipe._state &= ~State.CONNECTING
  adopt(pipe, true, true)

  pipe.emit('connect')
}

$exported.failConnect = function failConnect(pipe, err) {
  queueMicrotask(() => pipe.destroy(err))
}

$exported.accepted = function accepted(pipe) {
  adopt(pipe, true, true)
}

$exported.spawned = function spawned(pipe, readable, writable) {
  adopt(pipe, readable, writable)
}

function destroy(pipe, reason) {
  pipe.destroy(reason)
}

function adopt(pipe, readable, writable) {
  pipe._state |= State.CONNECTED

  if (readable) pipe._state |= State.READABLE
  else pipe.push(null)

  if (writable) pipe._state |= State.WRITABLE
  else pipe.end()

  continueOpen(pipe)
}

function continueOpen(pipe) {
  if (pipe._pendingOpen === null) return

  pipe._state |= State.OPENED

  settleOpen(pipe, null)
}

function waitForDemand(pipe) {
  pipe._state |= State.UNREAD

  pipe.on('newListener', (name) => {
    if (name === 'data' || name === 'readable') demand(pipe)
  })
}

return $exported
})()

// runtime/js/piping.js
const piping = (function () {
let $exported = {}

const { State } = flags
const forwarding = $forwarding

$exported.forward = function forward(pipe, to) {
  if (pipe._state & State.PIPED) return

  pipe._state |= State.PIPED

  forwarding.join(pipe, to)
}

$exported.stopForwarding = function stopForwarding(pipe) {
  forwarding.stop(pipe)
}

$exported.stopFeeding = function stopFeeding(pipe) {
  forwarding.stopFeeding(pipe)
}

$exported.bytesRead = function bytesRead(pipe) {
  return pipe._bytesRead + forwarding.count(pipe).read
}

$exported.bytesWritten = function bytesWritten(pipe) {
  const { _outgoing: outgoing } = pipe

  return forwarding.count(pipe).written + (outgoing === null ? 0 : outgoing.bytesWritten)
}

return $exported
})()

// runtime/js/writing.js
const writing = (function () {
let $exported = {}

const { State } = flags
const { IPCAcceptable } = protocols
const forwarding = $forwarding
const Outgoing = $Outgoing
const { lengthOf, plain, toBytes } = views

$exported.write = function write(pipe, chunk, encoding, handle, cb) {
  const target = handle === undefined ? null : handle

  if (target !== null) IPCAcceptable(target)

  if (pipe._state & (State.CLOSING | State.ENDING)) return refuse(cb, errors.PIPE_IS_CLOSED())

  if (pipe._feeders !== null) forwarding.fed(pipe, chunk)

  if (typeof chunk === 'string') return writeString(pipe, chunk, encoding, target, cb)

  if (!ArrayBuffer.isView(chunk)) {
    return fail(pipe, cb, `Chunk must be a string or a view, got ${typeof chunk}`)
  }

  return writeBytes(pipe, toBytes(chunk), target, cb)
}

$exported.writeBatch = function writeBatch(pipe, batch, cb) {
  Outgoing.of(pipe).flush(batch, cb)
}

$exported.written = function written(pipe, err) {
  pipe._outgoing.written(err)
}

function writeString(pipe, string, encoding, target, cb) {
  const outgoing = Outgoing.of(pipe)

  if (target === null && isUtf8(encoding) && !outgoing.overridden) {
    return outgoing.writeString(string, cb)
  }

  let bytes

  try {
    bytes = Buffer.from(string, encoding || 'utf8')
  } catch {
    return fail(pipe, cb, `Chunk must be a string of its encoding, which is ${String(encoding)}`)
  }

  return writeBytes(pipe, bytes, target, cb)
}

function isUtf8(encoding) {
  return !encoding || encoding === 'utf8' || encoding === 'utf-8'
}

function writeBytes(pipe, bytes, target, cb) {
  const length = lengthOf(bytes)

  if (target !== null && length === 0) {
    return fail(pipe, cb, 'Chunk must not be empty when a handle travels with it')
  }

  const outgoing = Outgoing.of(pipe)

  if (outgoing.overridden) {
    return overriding.write(pipe, Buffer.from(plain(bytes)), target, cb)
  }

  return outgoing.write(bytes, length, target, cb)
}

function fail(pipe, cb, text) {
  const err = errors.INVALID_ARGUMENT(text)

  pipe.destroy(err)

  return refuse(cb, err)
}

function refuse(cb, err) {
  if (cb !== undefined) queueMicrotask(() => void cb(err))

  return false
}

return $exported
})()

// generated/pipe/js/pipe.js
const $Pipe = (function () {
let $exported = {}

const { Duplex } = bareStream
const objects = $objects
const { State } = flags
const { PipeConnectOptions, PipeOptions } = $options
const { asyncDispose, ipcAccept, IPCAcceptable, ipcHandle } = protocols
const { Fd, Path } = scalars

const access = $access
const closing = $closing
const opening = $opening

const events = new Set([
  'close',
  'connect',
  'data',
  'drain',
  'end',
  'error',
  'finish',
  'handle',
  'open',
  'pipe',
  'piping',
  'readable'
])

class Pipe extends Duplex {
  constructor(path, opts = {}) {
    if (path !== null && typeof path === 'object') {
      opts = path
      path = undefined
    }

    opts = PipeOptions(opts)

    if (typeof path === 'number') path = Fd(path)
    else if (typeof path === 'string') path = Path(path)

    super(Object.freeze({ eagerOpen: opts.eagerOpen }))

    this._state = 0
    this._native = null
    this._storage = null
    this._pendingOpen = null
    this._pendingWrite = null
    this._pendingFinal = null
    this._pendingDestroy = null
    this._outgoing = null
    this._path = null
    this._fd = -1
    this._server = null
    this._bytesRead = -0
    this._watched = null
    this._inlet = null
    this._forwarding = null
    this._feeders = null
    this._allowHalfOpen = opts.allowHalfOpen
    this._ipc = opts.ipc
    reading.lendMemory(this, path, opts)
    this._native = binding.streamInit(this, opts.ipc, opts.readBufferSize)

    if (typeof path === 'number') this.open(path)
    else if (typeof path === 'string') this.connect(path)
  }

  get connecting() {
    return (this._state & State.CONNECTING) !== 0
  }

  get pending() {
    return (
      (this._state & (State.CLOSING | State.CLOSED)) !== 0 || (this._state & State.CONNECTED) === 0
    )
  }

  get readyState() {
    return opening.readyState(this)
  }

  get bytesRead() {
    return piping.bytesRead(this)
  }

  get bytesWritten() {
    return piping.bytesWritten(this)
  }

  connect(path, opts = {}, onconnect) {
    if (this._state & (State.CLOSING | State.FAILED)) {
      throw errors.PIPE_IS_CLOSED()
    }

    if (this._state & (State.CONNECTING | State.CONNECTED)) {
      throw errors.PIPE_ALREADY_CONNECTED()
    }

    if (path !== null && typeof path === 'object') {
      if (typeof opts === 'function') onconnect = opts
      opts = path
      path = opts.path
    } else if (typeof opts === 'function') {
      onconnect = opts
      opts = {}
    }

    path = Path(path)
    opts = PipeConnectOptions(opts)

    opening.watchConnect(this, path, opts)

    if (this._state & (State.CLOSING | State.FAILED)) {
      throw errors.PIPE_IS_CLOSED()
    }

    if (this._state & (State.CONNECTING | State.CONNECTED)) {
      throw errors.PIPE_ALREADY_CONNECTED()
    }

    this._state |= State.CONNECTING
    this._path = path

    if (typeof onconnect === 'function') this.once('connect', onconnect)

    if ((this._state & State.ABORTED) === 0) {
      try {
        binding.streamConnect(this._native, path)
      } catch (err) {
        opening.failConnect(this, err)
      }
    }

    return this
  }

  open(fd, opts = {}, onconnect) {
    if (this._state & (State.CLOSING | State.FAILED)) {
      throw errors.PIPE_IS_CLOSED()
    }

    if (this._state & (State.CONNECTING | State.CONNECTED)) {
      throw errors.PIPE_ALREADY_CONNECTED()
    }

    if (fd !== null && typeof fd === 'object') {
      if (typeof opts === 'function') onconnect = opts
      opts = fd
      fd = opts.fd
    } else if (typeof opts === 'function') {
      onconnect = opts
    }

    fd = Fd(fd)

    if (this._state & (State.CLOSING | State.FAILED)) {
      throw errors.PIPE_IS_CLOSED()
    }

    if (this._state & (State.CONNECTING | State.CONNECTED)) {
      throw errors.PIPE_ALREADY_CONNECTED()
    }

    this._fd = fd

    if (typeof onconnect === 'function') this.once('connect', onconnect)

    let result

    try {
      result = binding.streamOpen(this._native, fd)
    } catch (err) {
      opening.failOpen(this, err)
      return this
    }

    opening.opened(this, result)

    return this
  }

  write(chunk, encoding, handle, cb) {
    if (encoding !== null && typeof encoding === 'object') {
      if (typeof handle === 'function') cb = handle
      handle = encoding
      encoding = undefined
    } else if (typeof encoding === 'function') {
      cb = encoding
      encoding = undefined
      handle = undefined
    } else if (typeof handle === 'function') {
      cb = handle
      handle = undefined
    }

    if (typeof cb !== 'function') cb = undefined

    return writing.write(this, chunk, encoding, handle, cb)
  }

  end(chunk, encoding, handle, cb) {
    if (typeof chunk === 'function') {
      cb = chunk
      chunk = undefined
      encoding = undefined
      handle = undefined
    } else if (encoding !== null && typeof encoding === 'object') {
      if (typeof handle === 'function') cb = handle
      handle = encoding
      encoding = undefined
    } else if (typeof encoding === 'function') {
      cb = encoding
      encoding = undefined
      handle = undefined
    } else if (typeof handle === 'function') {
      cb = handle
      handle = undefined
    }

    if (typeof cb !== 'function') cb = undefined

    return closing.end(this, chunk, encoding, handle, cb)
  }

  accept(target) {
    try {
      binding.streamAccept(this._native, IPCAcceptable(target))
    } catch (err) {
      accepting.refuseTarget(this, err)
    }

    if (typeof target[ipcAccept] === 'function') target[ipcAccept]()

    return target
  }

  remoteCredentials() {
    if (this._state & (State.CLOSING | State.FAILED)) {
      throw errors.PIPE_IS_CLOSED()
    }

    return access.remoteCredentials(this)
  }

  ref() {
    this._state &= ~State.UNREFED

    if ((this._state & State.CLOSING) === 0) binding.streamRef(this._native)

    return this
  }

  unref() {
    this._state |= State.UNREFED

    if ((this._state & State.CLOSING) === 0) binding.streamUnref(this._native)

    return this
  }

  _onspawn(readable, writable) {
    readable = Boolean(readable)
    writable = Boolean(writable)

    opening.spawned(this, readable, writable)
  }

  read() {
    reading.demand(this)

    return super.read()
  }

  pause() {
    this._state |= State.PAUSED
    reading.halt(this)

    return super.pause()
  }

  resume() {
    this._state &= ~State.PAUSED
    reading.demand(this)
    reading.goOn(this)

    return super.resume()
  }

  pipe(dest, cb) {
    reading.demand(this)
    piping.forward(this, dest)

    return super.pipe(...arguments)
  }

  push(chunk, encoding) {
    this._state |= State.QUEUED

    return super.push(...arguments)
  }

  unshift(chunk, encoding) {
    this._state |= State.QUEUED
    piping.stopForwarding(this)

    return super.unshift(...arguments)
  }

  setEncoding(encoding) {
    this._state |= State.DECODED
    piping.stopForwarding(this)

    return super.setEncoding(encoding)
  }

  cork() {
    this._state |= State.CORKED
    piping.stopFeeding(this)

    return super.cork()
  }

  uncork() {
    this._state &= ~State.CORKED

    return super.uncork()
  }

  removeAllListeners(name) {
    this._state |= State.UNHEARD
    piping.stopForwarding(this)
    piping.stopFeeding(this)

    return super.removeAllListeners(...arguments)
  }

  destroy(err) {
    closing.destroy(this, err)
  }

  _open(cb) {
    opening.openStream(this, cb)
  }

  _read() {
    reading.startReading(this)
  }

  _writev(batch, cb) {
    writing.writeBatch(this, batch, cb)
  }

  _final(cb) {
    closing.finish(this, cb)
  }

  _predestroy() {
    closing.closing(this)
  }

  _destroy(err, cb) {
    closing.destroyed(this, err, cb)
  }

  get _handle() {
    if (this._storage === null) this._storage = binding.streamStorage(this._native)

    return this._storage
  }

  get [ipcHandle]() {
    return this._handle
  }

  [ipcAccept]() {
    return opening.accepted(this)
  }

  [asyncDispose]() {
    return closing.disposePipe(this)
  }

  emit(name, ...args) {
    try {
      return super.emit(name, ...args)
    } catch (err) {
      if (!events.has(name)) throw err

      queueMicrotask(() => {
        throw err
      })

      return true
    }
  }
}

const told = {
  connect(err = null) {
    opening.connected(this, err)
  },

  read(chunk = null, err = null) {
    reading.received(this, err, chunk)
  },

  filled(length) {
    reading.filled(this, length)
  },

  handle(type) {
    this.emit('handle', type)
  },

  write(err = null) {
    writing.written(this, err)
  },

  end(err = null) {
    closing.ended(this, err)
  },

  close() {
    closing.closed(this)
  }
}

binding.streamCallbacks({
  connect(err) {
    told.connect.call(objects.at(0), err)
  },

  read(chunk, err) {
    told.read.call(objects.at(0), chunk, err)
  },

  read_gathered() {
    for (let place = 0, count = objects.count(); place < count; place++) {
      try {
        told.read.call(objects.at(place), place)
      } catch (err) {
        queueMicrotask(() => {
          throw err
        })
      }
    }
  },

  filled() {
    told.filled.call(objects.at(0), objects.numbers[0])
  },

  handle() {
    told.handle.call(objects.at(0), objects.numbers[0])
  },

  write(err) {
    told.write.call(objects.at(0), err)
  },

  end(err) {
    told.end.call(objects.at(0), err)
  },

  close() {
    told.close.call(objects.take())
  }
})

$exported = Pipe

return $exported
})()

// runtime/js/pipes.js
const $pipes = (function () {
let $exported = {}

const Pipe = $Pipe

const { push, write } = Pipe.prototype

$exported = { Pipe, push, write }

return $exported
})()

// runtime/js/serving.js
const serving = (function () {
let $exported = {}

const { Access, State } = flags
const { ipcAccept } = protocols
const { closeIfIdle, connectionOpened } = $connections
const { Pipe } = $pipes
const { unwatch, watch } = signals

$exported.address = function address(server) {
  return server._state & State.BOUND ? server._path : null
}

$exported.watchListen = function watchListen(server, path, backlog, opts) {
  const { signal } = opts

  if (signal === undefined || signal === null || signal.aborted) return

  watch(server, signal, () => server.close())
}

$exported.listen = function listen(server, path, backlog, opts, onlistening) {
  if (server._state & State.UNREFED) binding.listenerUnref(server._native)

  if (opts.signal && server._watched === null) return server.close()

  try {
    binding.listenerListen(server._native, path, backlog, accessOf(opts))
  } catch (err) {
    server._error = err
    binding.listenerClose(server._native)
    return server
  }

  server._path = path
  server._state &= ~State.BINDING
  server._state |= State.BOUND

  if (onlistening !== undefined) server.once('listening', onlistening)

  queueMicrotask(() => {
    if ((server._state & (State.BOUND | State.CLOSING)) === State.BOUND) server.emit('listening')
  })

  return server
}

function accessOf({ ownerOnly, readableAll, writableAll }) {
  let access = 0

  if (ownerOnly) access |= Access.OWNER_ONLY
  if (readableAll) access |= Access.READABLE_ALL
  if (writableAll) access |= Access.WRITABLE_ALL

  return access
}

$exported.connection = function connection(server, err) {
  if (err !== null) {
    server.emit('error', err)
    return
  }

  if (isFull(server)) {
    server.emit('drop')
    return
  }

  const { allowHalfOpen, ipc, pauseOnConnect, readBufferSize } = server._options
  const pipe = new Pipe({ allowHalfOpen, eagerOpen: !pauseOnConnect, ipc, readBufferSize })

  try {
    binding.listenerAccept(server._native, pipe._native)
  } catch (err) {
    pipe.destroy()
    server.emit('error', err)
    return
  }

  pipe._path = server._path
  connectionOpened(server, pipe)
  pipe[ipcAccept]()

  server.emit('connection', pipe)
}

function isFull(server) {
  return server._maxConnections !== null && server._connections >= server._maxConnections
}

$exported.disposeServer = function disposeServer(server) {
  return new Promise((resolve) => {
    if (server._state & State.CLOSED) return resolve()

    server.prependOnceListener('close', resolve)
    $exported.closeServer(server)
  })
}

$exported.closeServer = function closeServer(server, onclose) {
  if (server._state & State.CLOSED) {
    if (onclose !== undefined) queueMicrotask(() => void onclose())
    return server
  }

  if (onclose !== undefined) server.once('close', onclose)
  if (server._state & State.CLOSING) return server

  server._state |= State.CLOSING
  server._state &= ~(State.BINDING | State.BOUND)

  if (server._native === null) closeIfIdle(server)
  else binding.listenerClose(server._native)

  return server
}

$exported.serverClosed = function serverClosed(server) {
  const err = server._error

  server._state &= ~(State.BINDING | State.BOUND)
  server._native = null
  server._path = null
  server._error = null
  unwatch(server)

  if (err !== null) server.emit('error', err)

  closeIfIdle(server)
}

$exported.createConnection = function createConnection(path, opts, onconnect) {
  return new Pipe(opts).connect(path, opts, onconnect)
}

$exported.createServer = function createServer(opts, onconnection) {
  const Server = PipeServer

  return new Server(opts, onconnection)
}

return $exported
})()

// generated/pipe/js/server.js
const PipeServer = (function () {
let $exported = {}

const { EventEmitter } = bareEvents
const objects = $objects
const { State } = flags
const { PipeServerListenOptions, PipeServerOptions } = $options
const { asyncDispose } = protocols
const { Backlog, ListenPath, MaxConnections } = scalars

const access = $access

const events = new Set(['close', 'connection', 'drop', 'error', 'listening'])

class PipeServer extends EventEmitter {
  constructor(opts = {}, onconnection) {
    if (typeof opts === 'function') {
      onconnection = opts
      opts = {}
    }

    opts = PipeServerOptions(opts)

    super()

    this._state = 0
    this._native = null
    this._path = null
    this._connections = 0
    this._error = null
    this._maxConnections = null
    this._watched = null
    this._options = opts

    if (typeof onconnection === 'function') this.on('connection', onconnection)
  }

  get listening() {
    return (this._state & State.BOUND) !== 0
  }

  get closing() {
    return (this._state & State.CLOSING) !== 0
  }

  get maxConnections() {
    return this._maxConnections
  }

  set maxConnections(value) {
    if (value === undefined) value = null
    if (value !== null) value = MaxConnections(value)

    this._maxConnections = value
  }

  address() {
    return serving.address(this)
  }

  listen(path, backlog = 511, opts = {}, onlistening) {
    if (this._state & State.CLOSING) {
      throw errors.SERVER_IS_CLOSED()
    }

    if (this._state & (State.BINDING | State.BOUND)) {
      throw errors.SERVER_ALREADY_LISTENING()
    }

    if (path !== null && typeof path === 'object') {
      if (typeof backlog === 'function') onlistening = backlog
      opts = path
      path = opts.path
      backlog = opts.backlog
      if (backlog === undefined) backlog = 511
    } else if (typeof backlog === 'function') {
      onlistening = backlog
      backlog = 511
      opts = {}
    } else if (typeof opts === 'function') {
      onlistening = opts
      opts = {}
    }

    path = ListenPath(path)
    backlog = Backlog(backlog)
    opts = PipeServerListenOptions(opts)

    if (typeof onlistening !== 'function') onlistening = undefined

    access.checkAccess(this, path, backlog, opts)
    serving.watchListen(this, path, backlog, opts)

    if (this._state & State.CLOSING) {
      throw errors.SERVER_IS_CLOSED()
    }

    if (this._state & (State.BINDING | State.BOUND)) {
      throw errors.SERVER_ALREADY_LISTENING()
    }

    this._native = binding.listenerInit(this)
    this._state |= State.BINDING
    this._state &= ~State.CLOSED

    return serving.listen(this, path, backlog, opts, onlistening)
  }

  close(onclose) {
    if (typeof onclose !== 'function') onclose = undefined

    return serving.closeServer(this, onclose)
  }

  ref() {
    this._state &= ~State.UNREFED

    if (this._native !== null) binding.listenerRef(this._native)

    return this
  }

  unref() {
    this._state |= State.UNREFED

    if (this._native !== null) binding.listenerUnref(this._native)

    return this
  }

  [asyncDispose]() {
    return serving.disposeServer(this)
  }

  emit(name, ...args) {
    try {
      return super.emit(name, ...args)
    } catch (err) {
      if (!events.has(name)) throw err

      queueMicrotask(() => {
        throw err
      })

      return true
    }
  }
}

const told = {
  connection(err = null) {
    serving.connection(this, err)
  },

  close() {
    serving.serverClosed(this)
  }
}

binding.listenerCallbacks({
  connection(err) {
    told.connection.call(objects.at(0), err)
  },

  close() {
    told.close.call(objects.take())
  }
})

$exported = PipeServer

return $exported
})()

// generated/pipe/js/constants.js
const constants = (function () {
let $exported = {}

$exported = {
  state: {
    CONNECTING: 0x1,
    CONNECTED: 0x2,
    BINDING: 0x4,
    BOUND: 0x8,
    READING: 0x10,
    CLOSING: 0x20,
    CLOSED: 0x40,
    UNREFED: 0x80,
    READABLE: 0x100,
    WRITABLE: 0x200
  },
  path: {
    MAX_LENGTH: 4096
  },
  handle: {
    NAMED_PIPE: 7,
    TCP: 12,
    UDP: 15
  }
}

return $exported
})()

// generated/pipe/js/index.js
const Pipe = $Pipe
const { CreateConnectionOptions } = $options
const { Path } = scalars

module.exports = exports = Pipe

exports.Pipe = Pipe
exports.Server = PipeServer
exports.constants = constants
exports.errors = errors

exports.createConnection = function createConnection(path, opts = {}, onconnect) {
  if (path !== null && typeof path === 'object') {
    if (typeof opts === 'function') onconnect = opts
    opts = path
    path = opts.path
  } else if (typeof opts === 'function') {
    onconnect = opts
    opts = {}
  }

  path = Path(path)
  opts = CreateConnectionOptions(opts)

  if (typeof onconnect !== 'function') onconnect = undefined

  return serving.createConnection(path, opts, onconnect)
}

exports.createServer = function createServer(opts = {}, onconnection) {
  if (typeof opts === 'function') {
    onconnection = opts
    opts = {}
  }

  if (typeof onconnection !== 'function') onconnection = undefined

  return serving.createServer(opts, onconnection)
}

exports.pipe = function pipe() {
  return binding.streamPipe()
}

exports.socketpair = function socketpair() {
  return binding.streamSocketpair()
}
