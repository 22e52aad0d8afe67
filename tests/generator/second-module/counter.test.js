// The second module, on any runtime. Argument: the addon that must be the one in use.
const test = require('brittle')
const Counter = require('.')
const errors = require('./generated/counter/subpaths/errors')
const host = typeof Bare === 'undefined' ? process : Bare
const { createCounter, direction, divide, divisor, limits } = Counter

function thrown(fn) {
  try {
    fn()
  } catch (err) {
    return err
  }
  return null
}

function recorded(counter) {
  const events = []
  for (const name of ['changed', 'zero', 'close']) {
    counter.on(name, (...args) => events.push([name, ...args]))
  }
  return events
}

function closed(counter) {
  return new Promise((resolve) => counter.on('close', resolve).close())
}

test('the addon is the one that was built', (t) => {
  const bare = typeof Bare !== 'undefined'
  const urls = [...(bare ? Object.keys(Bare.Addon.cache) : []), ...Object.keys(require.cache)]
  const addons = urls.filter((url) => /\/bare-counter\.(bare|node)$/.test(url))
  t.alike(
    addons.map((url) => decodeURI(url).replace('file://', '')),
    [host.argv[2]]
  )
})

test('exports', (t) => {
  t.is(Counter.Counter, Counter)
  t.is(Counter.CounterError, errors)
  t.alike(direction, { UP: 1, DOWN: 2 })
  t.is(Counter.step, 1)
  t.alike(Counter.constants, {
    life: { CLOSING: 1, CLOSED: 2 },
    defaults: { STEP: 1, NAME: "it's unnamed", STRICT: true }
  })
})

test('events come in order, after the call has returned', async (t) => {
  const counter = new Counter(3, { direction: direction.DOWN, label: 'down' })
  const events = recorded(counter)

  t.is(counter.add(1), 2)
  t.is(counter.add(2), 0, 'and one turn of the loop tells of both')
  t.is(counter.total, 0)
  t.alike(events, [])

  await new Promise((resolve) => counter.once('zero', resolve))
  t.is(counter.history(), 3)
  counter.rename('renamed').follow(counter)

  await new Promise((resolve) => counter.once('zero', resolve))
  t.is(counter.closing, false)
  t.is(counter.close(), counter)
  t.is(counter.closing, true)
  counter.close()
  t.is(events.length, 4, 'nothing is told inside an operation')

  await new Promise((resolve) => counter.once('close', resolve))
  t.alike(events, [
    ['changed', 0, 'down'],
    ['zero'],
    ['changed', 0, 'renamed'],
    ['zero'],
    ['close', 2]
  ])
})

test('the ways to call', async (t) => {
  const told = []
  const first = new Counter(7, (total, label) => told.push(total, label))
  const second = createCounter({ silent: true })
  const third = new Counter()

  t.is(third.total, 0)
  t.is(third.history(), 2)
  t.is(third.add(), 1)
  t.is(third.add(null), 2)
  t.is(third.add({}), 3)
  t.is(third.add({ step: 10 }), 13)
  t.is(await new Promise((resolve) => third.add(2, resolve)), 15)
  t.is(await new Promise((resolve) => third.add(resolve)), 16)
  t.is(await new Promise((resolve) => third.add({ step: 4 }, resolve)), 20)

  second.on('changed', () => t.fail('silent'))
  second.add(5)
  first.follow(second)
  await new Promise((resolve) => first.once('changed', resolve))
  t.alike(told, [5, "it's unnamed"])

  await Promise.all([first, second, third].map(closed))
})

test('values out of range', async (t) => {
  const counter = new Counter(0xffffffffff)
  const before = counter.total

  for (const [call, code, text] of [
    [() => counter.add(0), 'INVALID_NUMBER', 'Step must be an integer from 1 to 1000, got 0'],
    [() => counter.add(1.5), 'INVALID_NUMBER', 'Step must be an integer from 1 to 1000, got 1.5'],
    [() => counter.add('1'), 'INVALID_NUMBER', 'Step must be a number, got string'],
    [() => counter.rename(''), 'INVALID_LABEL', 'Label must have from 1 to 16 bytes, got 0'],
    [
      () => divide(-1, 1),
      'INVALID_NUMBER',
      'Start must be an integer from 0 to 1099511627775, got -1'
    ]
  ]) {
    const err = thrown(call)
    t.ok(err instanceof errors, `${call}`)
    t.is(err.code, code)
    t.is(err.name, 'CounterError')
    t.is(err.message, `${code}: ${text}`)
  }
  t.is(counter.total, before)
  await closed(counter)

  const err = thrown(() => counter.add(0))
  t.is(err.message, "COUNTER_IS_CLOSED: It can't count, it's closed", 'guards come first')
})

test('a boolean that has to be one, and numbers that come back', async (t) => {
  const counter = new Counter(2)

  t.alike(counter.standing(), { muted: false, total: 2 })
  t.alike(counter.mute().standing(), { muted: true, total: 2 })
  t.is(counter.mute(false)._muted, false)
  t.is(counter.mute(true).mute(null)._muted, false)

  for (const given of [0, 1, 'false', {}]) {
    const err = thrown(() => counter.mute(given))
    t.is(err.message, `INVALID_NUMBER: Choice must be a boolean, got ${typeof given}`)
  }
  t.is(counter._muted, false)
  await closed(counter)
})

test('a guard behind the overloads is for what getters have done', async (t) => {
  const counter = new Counter()
  const before = counter.total
  const closing = new Promise((resolve) => counter.once('close', resolve))
  const options = {
    get step() {
      counter.close()
      return 1
    }
  }

  t.is(thrown(() => counter.add(options)).code, 'COUNTER_IS_CLOSED')
  t.is(counter.total, before)
  await closing
})

test('codes of the system', async (t) => {
  const counter = new Counter({ direction: direction.DOWN })

  t.is(thrown(() => counter.add(1)).code, 'ERANGE')
  t.is(thrown(() => new Counter({ direction: 3 })).code, 'EINVAL')
  t.ok(thrown(() => divisor('1', 2)) instanceof TypeError)
  await closed(counter)
  t.is(thrown(() => counter.history()).code, 'EBADF')
  t.is(thrown(() => counter.follow(counter)).code, 'EBADF')
})

test('functions without an object', (t) => {
  t.is(divisor(84, 36), 12)
  t.alike(divide(0xffffffffff, 1000), [1099511627, 775])
  t.alike(limits(), [1, 1000])
})

test('a listener that throws stops nothing', async (t) => {
  const counter = new Counter()
  const caught = new Promise((resolve) => host.once('uncaughtException', resolve))

  counter.on('changed', () => {
    throw new Error('Thrown by a listener')
  })
  counter.add(1)

  t.is((await caught).message, 'Thrown by a listener')
  t.is(counter.add(1), 2)
  host.on('uncaughtException', () => {})
  await closed(counter)
})

test('one that is left open ends with the program', (t) => {
  new Counter().add(1)
  t.pass()
})
