// Functions that go on calling when they are called.
const MOST_CALLS = 3

/** A function; `calls` of it is how often it has been called. */
exports.function = function makeFunction(world, { form, outcome, does }) {
  const act = () => {
    made.calls++
    if (made.calls <= MOST_CALLS) for (const step of does) world.perform(step)
    if (outcome === 'throw') throw world.harm('error')
    if (outcome === 'reject') {
      const rejected = Promise.reject(world.harm('error'))
      rejected.catch(() => {})
      return rejected
    }
  }
  const made = FORMS[form](act)
  made.calls = 0
  return made
}

const FORMS = {
  plain: (act) =>
    function () {
      return act()
    },
  arrow: (act) => () => act(),
  async: (act) => async () => act(),
  bound: (act) =>
    function () {
      return act()
    }.bind(null),
  generator: (act) =>
    function* () {
      yield act()
    },
  class: () => class {},
  proxied: (act) => new Proxy(() => act(), {})
}
