/* What the engine knows of a view of memory, whatever properties a program has given it. */
const prototype = Object.getPrototypeOf(Uint8Array.prototype)

const buffer = getter('buffer')
const byteLength = getter('byteLength')
const byteOffset = getter('byteOffset')

const EMPTY = new Uint8Array(0)

/** How many bytes a typed array has; none when its memory is gone. */
exports.lengthOf = function lengthOf(view) {
  return byteLength.call(view)
}

/** The same bytes as a Uint8Array of no other class and with no property of its own. */
exports.plain = function plain(view) {
  const length = byteLength.call(view)

  return length === 0 ? EMPTY : new Uint8Array(buffer.call(view), byteOffset.call(view), length)
}

function getter(name) {
  return Object.getOwnPropertyDescriptor(prototype, name).get
}
