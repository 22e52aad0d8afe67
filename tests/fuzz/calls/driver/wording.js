// Steps and values in words, for people.

/** One line for a step. */
exports.step = function step(one) {
  if (one.do === 'turn')
    return one.count === 1 ? 'a turn of the loop' : `${one.count} turns of the loop`
  if (one.do === 'situation') return `situation: ${one.name}`
  const args = (one.args || []).map(value).join(', ')
  if (one.do === 'new')
    return `${one.form === 'apply' ? '' : 'new '}${one.form === 'subclass' ? 'a subclass of ' : ''}${one.class}(${args})`
  if (one.do === 'function') return `${one.name}(${args})`
  if (one.do === 'raw') return `binding.${one.name}(${args})`
  const target = value(one.on)
  if (one.do === 'get') return `${target}.${one.name}`
  if (one.do === 'set') return `${target}.${one.name} = ${value(one.value)}`
  if (one.do === 'symbol')
    return one.form === 'get' ? `${target}[${one.name}]` : `${target}[${one.name}](${args})`
  return `${target}.${one.name}(${args})`
}

function value(one) {
  return (WORDS[one.is] || plain)(one)
}

const WORDS = {
  undefined: () => 'undefined',
  null: () => 'null',
  boolean: (one) => String(one.value),
  number: (one) => one.value,
  bigint: (one) => `${one.value}n`,
  string: (one) =>
    JSON.stringify(one.text) + (one.times === undefined ? '' : `.repeat(${one.times})`),
  subject: (one) => `${one.class}#${one.index}${one.alive ? '' : '?'}`,
  object: (one) => `{ ${one.members.map(([name, of]) => `${name}: ${value(of)}`).join(', ')} }`,
  function: (one) => `fn(${[one.form, one.outcome, ...one.does.map(exports.step)].join('; ')})`,
  bytes: (one) => plain(one),
  descriptor: (one) => `fd(${one.form})`,
  path: (one) => `path(${one.form})`,
  handle: (one) => `handle(${one.form})`
}

function plain({ is, ...rest }) {
  const parts = Object.entries(rest).filter(([, part]) => part !== undefined)
  return `${is}(${parts.map(([name, part]) => `${name}: ${isDescription(part) ? value(part) : JSON.stringify(part)}`).join(', ')})`
}

function isDescription(part) {
  return typeof part === 'object' && part !== null && typeof part.is === 'string'
}
