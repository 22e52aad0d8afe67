/* What a counter decides by itself. */
const binding = require('#binding')
const { Life, History } = require('../generated/counter/js/flags')

exports.total = function total(counter) {
  return counter.closing ? 0 : binding.tallyTotal(counter._native)
}

exports.follow = function follow(counter, other) {
  binding.tallyFollow(counter._native, other._native)

  return counter
}

exports.history = function history(counter) {
  const bits = binding.tallyHistory(counter._native)

  return bits & (History.CHANGED | History.RENAMED)
}

exports.standing = function standing(counter) {
  return { muted: counter._muted, total: exports.total(counter) }
}

exports.renameFailed = function renameFailed(counter, err) {
  counter.emit('error', err)
}

exports.changed = function changed(counter, value, direction, label, silent) {
  if (direction !== binding.tallyDirection(counter._native)) throw new Error('Turned around')

  if (!silent && !counter._muted) counter.emit('changed', value, label)
}

exports.closed = function closed(counter, changes) {
  counter._state |= Life.CLOSED
  counter._changes = changes
  counter.emit('close', changes)
}

exports.createCounter = function createCounter(start, opts) {
  const Counter = require('../generated/counter/js/counter')

  return new Counter(start, opts)
}
