/* What arrives, as the addon brings it: an ArrayBuffer, or the place in memory of its own. */
const binding = require('#binding')
const ballast = require('./ballast')

/* A Buffer of so many zeroes in the engine's heap; an engine may have a way of its own. */
const { allocate = construct } = binding

/* As small as this, a typed array needs no memory but the engine's heap. */
const SIZE = 64

/*
 * Too few bytes for an ArrayBuffer are here until the addon is heard of again: how many there are in
 * each place, then the places, of that many bytes each, and how many of them are told by one call.
 */
const inbox = new Uint8Array(binding.streamInbox())
const together = inbox.length - 1
const places = together / (SIZE + 1)

/* A Buffer of its own over `chunk`. */
exports.take = function take(chunk) {
  return typeof chunk === 'number' ? copy(chunk) : adopt(chunk)
}

/* Whether what `chunk` is told by tells of nothing else. */
exports.isAlone = function isAlone(chunk) {
  return typeof chunk !== 'number' || inbox[together] === 1
}

function copy(place) {
  const length = inbox[place]
  const begin = places + place * SIZE
  const chunk = allocate(length)

  for (let i = 0; i < length; i++) chunk[i] = inbox[begin + i]

  return chunk
}

function adopt(chunk) {
  ballast.count(chunk.byteLength)

  return Buffer.from(chunk)
}

function construct(length) {
  return Reflect.construct(Uint8Array, [length], Buffer)
}
