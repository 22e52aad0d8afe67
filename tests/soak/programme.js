// What is done, and how often: a scenario's weight is its share of all runs.
const programme = [
  [10, 'abandon'],
  [4, 'burst'],
  [1, 'crowd'],
  [10, 'echo'],
  [6, 'exceptions'],
  [6, 'exchange'],
  [4, 'fifo'],
  [4, 'file'],
  [6, 'flood'],
  [4, 'forward'],
  [8, 'half-close'],
  [10, 'handles'],
  [6, 'iterate'],
  [5, 'keep'],
  [2, 'limit'],
  [6, 'one-way'],
  [5, 'orphans'],
  [6, 'pause'],
  [0.3, 'processes'],
  [4, 'references'],
  [3, 'restart'],
  [5, 'signals'],
  // What a thread of Bare leaves behind is counted as well: 6 KiB, also when it does nothing.
  [0.3, 'threads'],
  [3, 'throng']
]

const scenarios = programme.map(([weight, name]) => {
  return { name, weight, perform: require(`./scenarios/${name}`) }
})

/** The names of all scenarios. */
exports.names = programme.map(([, name]) => name)

/** Those of `names`, or all of them. */
exports.select = function select(names) {
  return names.length === 0 ? scenarios : scenarios.filter(({ name }) => names.includes(name))
}

/** One of `selected`, by weight. */
exports.choose = function choose(selected, random) {
  const total = selected.reduce((sum, { weight }) => sum + weight, 0)
  let rest = random.fraction() * total
  return selected.find(({ weight }) => (rest -= weight) < 0)
}
