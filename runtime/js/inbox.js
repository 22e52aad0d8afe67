/* What arrives, as the addon brings it: an ArrayBuffer, or the place in memory of its own. */
const binding = require('#binding')
const objects = require('../../generated/pipe/js/objects')
const ballast = require('./ballast')

/* A Buffer of the bytes of a small view, in the engine's heap; an engine may have a way of its own. */
const { copy = construct } = binding

/* As small as this, a typed array needs no memory but the engine's heap. */
const SIZE = 64

/*
 * Too few bytes for an ArrayBuffer are here until the addon is heard of again: how many there are in
 * each place, then the places, of that many bytes each.
 */
const inbox = new Uint8Array(binding.streamInbox())
const places = inbox.length / (SIZE + 1)

/* Of each place the views by their lengths, made when they are needed first. */
const views = Array.from({ length: places }, () => [])

/* A Buffer of its own over `chunk`. */
exports.take = function take(chunk) {
  return typeof chunk === 'number' ? copy(bytesIn(chunk)) : adopt(chunk)
}

/* Whether what `chunk` is told by tells of nothing else. */
exports.isAlone = function isAlone(chunk) {
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
