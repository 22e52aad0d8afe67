// What a process holds from lap to lap, and what follows from that.
const { fit, verdict } = require('./trend')

/* Before that, things happen that happen once: what is used for the first time is loaded and compiled. */
const WARM_UP = { laps: 4, connections: 5000, share: 0.25 }

/* What it takes after that to say something: without connections there is nothing to leak with. */
const LEAST = { laps: 8, connections: 3000 }

/* While it goes on its memory is looked at again and again: it must then be twice as sure. */
const UNDER_WAY = 2

/* A long soak keeps every second sample, then every fourth, and so on. */
const MOST_SAMPLES = 1000

module.exports = class Holdings {
  /** Of the process called `name`; for `kinds` of memory, as `Memory` knows them. */
  constructor(name, kinds) {
    this.name = name
    this.kinds = kinds
    this.laps = 0
    this.step = 1
    this.samples = []
    this.base = null
    this.descriptors = {}
  }

  /** Adds a sample, taken after so many connections. */
  add(connections, { descriptors, ...memory }) {
    this.descriptors = descriptors
    if (++this.laps === WARM_UP.laps) this.base = descriptors
    if (this.laps % this.step === 0) this.samples.push({ lap: this.laps, connections, ...memory })
    if (this.samples.length > MOST_SAMPLES) this.thin()
  }

  thin() {
    this.step *= 2
    this.samples = this.samples.filter(({ lap }) => lap % this.step === 0)
  }

  /** The samples after the warm-up. */
  get warm() {
    const first = this.laps * WARM_UP.share
    return this.samples.filter(({ lap, connections }) => {
      return lap > first && lap > WARM_UP.laps && connections > WARM_UP.connections
    })
  }

  /** How many more of each kind of descriptor are open than after the warm-up, as `{ kind: count }`. */
  get drift() {
    const drift = {}
    if (this.base === null) return drift
    for (const kind of new Set([...Object.keys(this.descriptors), ...Object.keys(this.base)])) {
      const change = (this.descriptors[kind] || 0) - (this.base[kind] || 0)
      if (change !== 0) drift[kind] = change
    }
    return drift
  }

  /** For each kind of memory its trend, in bytes for each connection; none before there is one. */
  get trends() {
    const { warm } = this
    if (warm.length < LEAST.laps) return []
    const traffic = warm.at(-1).connections - warm[0].connections
    if (traffic < LEAST.connections) return []
    return this.kinds.map(({ name, growth, once }) => {
      const trend = fit(warm.map((sample) => [sample.connections, sample[name]]))
      const limit = growth + once / traffic
      return { name, limit, ...trend, verdict: verdict(trend, limit) }
    })
  }

  /** What is wrong with it, or null. */
  get complaint() {
    const drift = Object.entries(this.drift).map(([kind, change]) => {
      return `${change > 0 ? '+' : ''}${change} of ${kind}`
    })
    if (drift.length > 0) return `${this.name}: open descriptors have changed: ${drift.join(', ')}`
    const leak = this.trends.find(({ slope, low, limit }) => {
      return slope - UNDER_WAY * (slope - low) > limit
    })
    return leak === undefined ? null : `${this.name}: memory grows: ${describe(leak)}`
  }

  /** Why it cannot be said that its memory is flat, or null. */
  get doubt() {
    const doubtful = this.trends.filter((trend) => trend.verdict !== 'flat')
    return doubtful.length === 0 ? null : `${this.name}: ${doubtful.map(describe).join('; ')}`
  }
}

function describe({ name, slope, low, high, limit }) {
  const [a, b, c, d] = [slope, low, high, limit].map((bytes) => bytes.toFixed(1))
  return `${name} by ${a} bytes for each connection (95 % between ${b} and ${c}, limit ${d})`
}
