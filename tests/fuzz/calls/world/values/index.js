// Descriptions of values made real.
const makers = {
  ...require('./primitives'),
  ...require('./memory'),
  ...require('./objects'),
  ...require('./functions'),
  ...require('./things'),
  ...require('./handles')
}

/** The value that a description stands for, in a world. */
module.exports = function realise(world, description) {
  const value = makers[description.is](world, description, (of) => realise(world, of))
  world.judge.brought.add(value)
  return value
}
