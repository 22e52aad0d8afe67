// What the second module's declarations accept, and what they refuse.
import Counter = require('./generated/counter/types')

const counter: Counter = new Counter(
  3,
  { direction: Counter.constants.life.CLOSED, label: 'x' },
  (total: number) => {}
)
const total: number = counter.add({ step: 2 }, (total, label) => label.length + total)
const same: Counter = counter.rename('y').follow(Counter.createCounter()).close()
const [quotient, rest]: [number, number] = Counter.divide(7, 2)
const known: Counter.CounterOptions = { silent: true }
const { muted, total: stands }: { muted: boolean; total: number } = counter.mute(true).standing()
const way: number = Counter.direction.UP + Counter.step
const error: Error = Counter.CounterError.INVALID_NUMBER('No number')

counter.on('changed', (total, label) => total.toFixed() + label.toUpperCase())
counter.once('close', (changes: number) => changes)

// @ts-expect-error
Counter.direction.LEFT
// @ts-expect-error
Counter.step = 2
// @ts-expect-error
new Counter('3')
// @ts-expect-error
counter.mute('true')
// @ts-expect-error
counter.add('1')
// @ts-expect-error
counter.on('changed', (total: string) => total)
// @ts-expect-error
counter.total = 1
// @ts-expect-error
Counter.CounterError.INVALID_NUMBER()
