// Views and the memory under them, also memory that changes once the call has returned.
const { transfer } = require('../../../../conformance/support/platform')

/** A view of `length` bytes or a little less, filled with bytes that nobody else writes. */
exports.bytes = function bytes(world, description) {
  const { type, offset, lies } = description
  const memory = allocate(description)
  const view = viewOver(type, memory, offset, lies)
  if (!isGone(memory)) world.fill(new Uint8Array(memory))
  if (lies !== undefined) lie(view, lies)
  afterwards(world, description, memory)
  return view
}

/** The memory by itself. */
exports.buffer = function buffer(world, description) {
  const memory = allocate(description)
  afterwards(world, description, memory)
  return memory
}

function allocate({ length, offset, memory }) {
  const size = length + offset
  if (memory === 'shared') return new SharedArrayBuffer(size)
  if (memory === 'resizable') return new ArrayBuffer(size, { maxByteLength: size * 2 })
  if (memory === 'growable') return new SharedArrayBuffer(size, { maxByteLength: size * 2 })
  return new ArrayBuffer(size)
}

function viewOver(type, memory, offset, lies) {
  if (type === 'Buffer') return Buffer.from(memory, offset)
  const Class = lies === 'species' ? Strange : globalThis[type]
  const size = Class.BYTES_PER_ELEMENT || 1
  const start = offset - (offset % size)
  return new Class(memory, start, Math.floor((memory.byteLength - start) / size))
}

/** A class of views whose parts are of another class. */
class Strange extends Uint8Array {
  static get [Symbol.species]() {
    return Float64Array
  }
}

/** Has a view say of itself what is not so. */
function lie(view, name) {
  const lies = {
    byteLength: 100,
    length: 3,
    buffer: new ArrayBuffer(3),
    byteOffset: 5000,
    subarray: () => 'no view',
    set: () => {}
  }
  if (name in lies) Object.defineProperty(view, name, { value: lies[name], configurable: true })
}

function afterwards(world, { memory: kind, later }, memory) {
  if (kind === 'detached') transfer(memory)
  else if (later !== undefined) world.afterwards.push(() => LATER[later](memory))
}

// The memory of a larger chunk may be held where it is rather than copied: its bytes stay the program's.
const COPIED = 16384

const LATER = {
  overwrite(memory) {
    if (isGone(memory) || (isFixed(memory) && memory.byteLength > COPIED)) return
    new Uint8Array(memory).fill(0xee)
  },
  detach(memory) {
    if (memory instanceof ArrayBuffer && !isGone(memory)) transfer(memory)
  },
  shrink(memory) {
    if (memory.resizable) memory.resize(0)
    else LATER.overwrite(memory)
  },
  grow(memory) {
    if (memory.resizable) memory.resize(memory.maxByteLength)
    else if (memory.growable) memory.grow(memory.maxByteLength)
  }
}

function isFixed(memory) {
  return memory instanceof ArrayBuffer && !memory.resizable
}

function isGone(memory) {
  return memory.detached === true || memory.byteLength === 0
}
