/* What the engine knows of a view of memory, whatever properties a program has given it. */
const array = Object.getPrototypeOf(Uint8Array.prototype)

const buffer = getter(array, 'buffer')
const byteLength = getter(array, 'byteLength')
const byteOffset = getter(array, 'byteOffset')
// The name of its class; undefined for a DataView.
const kind = getter(array, Symbol.toStringTag)

const data = {
  buffer: getter(DataView.prototype, 'buffer'),
  byteLength: getter(DataView.prototype, 'byteLength'),
  byteOffset: getter(DataView.prototype, 'byteOffset')
}

// Throws for memory of any other kind.
const ownLength = getter(ArrayBuffer.prototype, 'byteLength')

const EMPTY = new Uint8Array(0)

/** How many bytes a typed array has; none when its memory is gone. */
exports.lengthOf = function lengthOf(view) {
  return byteLength.call(view)
}

/** Whether other threads may have the memory of a view, too. */
exports.isShared = function isShared(view) {
  const name = kind.call(view)

  try {
    ownLength.call((name === undefined ? data : { buffer }).buffer.call(view))
    return false
  } catch {
    return true
  }
}

/** The same bytes as a Uint8Array of no other class and with no property of its own. */
exports.plain = function plain(view) {
  const length = byteLength.call(view)

  return length === 0 ? EMPTY : new Uint8Array(buffer.call(view), byteOffset.call(view), length)
}

/** A view of any class as a Uint8Array over the same bytes: itself where it is one. */
exports.toBytes = function toBytes(view) {
  const name = kind.call(view)

  if (name === 'Uint8Array') return view

  return name === undefined ? dataOf(view) : exports.plain(view)
}

/* A DataView whose memory is gone has no bytes; asking it for them is an exception then. */
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
