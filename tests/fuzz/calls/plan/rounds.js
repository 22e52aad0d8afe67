// A round: some situations to begin with, then steps in any order. It follows from its seed alone.
const Random = require('./random')
const Steps = require('./steps')
const situations = Object.keys(require('../world/situations'))

const FIRST = 3
const LONGEST = 240

/** The round of that number: `{ flavour, steps, isUnseen }`. */
module.exports = function plan(seed, number, reflection) {
  const random = new Random(seed, number)
  const flavour = random.weighted([
    [5, 'plain'],
    [3, 'hostile'],
    [2, 'raw']
  ])
  const planner = new Steps(random, flavour, reflection)
  const steps = []
  for (let i = 0; i < FIRST; i++) steps.push({ do: 'situation', name: random.pick(situations) })
  for (let i = 30 + random.below(LONGEST - 30); i > 0; i--) steps.push(planner.next(situations))
  return { flavour, steps, isUnseen: random.percent(40) }
}
