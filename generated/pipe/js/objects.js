// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

/*
 * Whom the native side calls back for, and what it tells of numbers: it writes them into memory, where no engine
 * has to make anything of them.
 */
const binding = require('#binding')

const { objects } = binding
const memory = binding.told()
const together = new Uint32Array(memory, 64, 1)
const places = new Uint32Array(memory, 68)

/* Those of the call that is being made, in the order of its parameters. */
exports.numbers = new Float64Array(memory, 0, 8)

/* Whom it is for: one, or as many as it tells of at once, each with a place. */
exports.at = function at(place) {
  return objects[places[place]]
}

exports.count = function count() {
  return together[0]
}

/* The one whom it is for, and no later call. */
exports.take = function take() {
  const object = objects[places[0]]

  objects[places[0]] = undefined

  return object
}
