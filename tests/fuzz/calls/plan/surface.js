// What there is to call: what the generator says follows from the IDL.
const surface = require('../../../../generated/pipe/surface.json')

const dictionaries = new Map(surface.dictionaries.map((one) => [one.name, one]))

exports.surface = surface

exports.dictionary = (name) => dictionaries.get(name)

/** The names of all events of a class, inherited ones too. */
exports.eventsOf = (one) => [...one.events.map((event) => event.name), ...one.inherits]
