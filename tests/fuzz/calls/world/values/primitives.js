exports.undefined = () => undefined
exports.null = () => null
exports.boolean = (world, { value }) => value
exports.number = (world, { value }) => Number(value)
exports.bigint = (world, { value }) => BigInt(value)

exports.symbol = function symbol(world, { name }) {
  if (name.startsWith('for:')) return Symbol.for(name.slice(4))
  return name in Symbol ? Symbol[name] : Symbol(name)
}

exports.string = (world, { text, times = 1 }) => text.repeat(times)
