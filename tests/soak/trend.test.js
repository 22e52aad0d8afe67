// The criterion itself: what it calls flat, what it calls a leak, and what it leaves open.
const test = require('../conformance/support/test')
const Random = require('./random')
const Holdings = require('./holdings')
const { fit, verdict } = require('./trend')

const kinds = [
  { name: 'heap', growth: 8, once: 400000 },
  { name: 'native', growth: 8, once: 400000 },
  { name: 'resident', growth: 8, once: 16000000 }
]

/** Samples of something that grows by `slope` from a level, and scatters by up to `noise`. */
function samples(count, slope, noise, seed) {
  const random = new Random(seed)
  return Array.from({ length: count }, (_, i) => {
    return [i * 1000, 5e6 + slope * i * 1000 + (2 * random.fraction() - 1) * noise]
  })
}

test('a line is found exactly where there is no noise', (t) => {
  const { slope, low, high } = fit(samples(10, 100, 0, 1))
  t.ok(Math.abs(slope - 100) < 1e-6)
  t.ok(high - low < 1e-3)
})

test('the interval holds the true slope in about 95 of 100 cases', (t) => {
  let held = 0
  for (let seed = 0; seed < 1000; seed++) {
    const { low, high } = fit(samples(5 + (seed % 20), 30, 100000, seed))
    if (low < 30 && 30 < high) held++
  }
  t.ok(held > 930 && held < 970, String(held))
})

test('two samples say nothing', (t) => {
  t.is(verdict(fit(samples(2, 100, 0, 1)), 64), 'unsettled')
})

test('flat, growing, and neither of the two', (t) => {
  t.is(verdict(fit(samples(12, 0, 100000, 3)), 64), 'flat')
  t.is(verdict(fit(samples(12, 112, 100000, 3)), 64), 'grows')
  t.is(verdict(fit(samples(12, 64, 100000, 3)), 64), 'unsettled')
})

test('holdings complain of a descriptor as soon as the warm-up is over', (t) => {
  const holdings = new Holdings('it', kinds)
  const add = (descriptors) => {
    holdings.add(holdings.samples.length * 1000, { descriptors, heap: 0, native: 0, resident: 0 })
  }
  add({ socket: 1 })
  for (let i = 0; i < 4; i++) add({ socket: 3, pipe: 2 })
  t.is(holdings.complaint, null)
  add({ socket: 3, pipe: 2, '/dev/zero': 1 })
  t.is(holdings.complaint, 'it: open descriptors have changed: +1 of /dev/zero')
  add({ socket: 2, pipe: 2 })
  t.is(holdings.complaint, 'it: open descriptors have changed: -1 of socket')
})

test('holdings complain of memory when there are samples enough', (t) => {
  const holdings = filled(samples(40, 112, 50000, 7))
  t.ok(holdings.complaint.startsWith('it: memory grows: heap by 1'), holdings.complaint)
  t.is(filled(samples(12, 112, 50000, 7)).complaint, null, 'and not before')
})

test('holdings leave no doubt that memory is flat', (t) => {
  const holdings = filled(samples(40, 0, 50000, 7))
  t.is(holdings.complaint, null)
  t.is(holdings.doubt, null)
})

test('holdings doubt what they are not sure of', (t) => {
  const holdings = filled(samples(20, 70, 500000, 7))
  t.is(holdings.complaint, null)
  t.ok(holdings.doubt.startsWith('it: heap by'), holdings.doubt)
})

test('a leak is found among the samples that a long soak keeps', (t) => {
  const holdings = filled(samples(5000, 70, 500000, 7))
  t.ok(holdings.samples.length <= 1000)
  t.ok(holdings.complaint.startsWith('it: memory grows: heap by 7'), holdings.complaint)
})

test('a step, and nothing after it, is no leak', (t) => {
  const holdings = filled(samples(2000, 0, 50000, 7), (lap) => (lap < 700 ? 0 : 8 << 20))
  t.is(holdings.complaint, null)
  t.is(holdings.doubt, null)
})

/** Holdings with these samples for its heap, and what `resident` says for each lap. */
function filled(points, resident = () => 0) {
  const holdings = new Holdings('it', kinds)
  for (const [lap, [connections, heap]] of points.entries()) {
    holdings.add(connections, { descriptors: {}, heap, native: 0, resident: resident(lap) })
  }
  return holdings
}
