// What a process holds from lap to lap, and what follows from that.
const { limits } = require('./memory')
const { fit, verdict } = require('./trend')

/* Laps after which everything that is done once has been done. */
const WARM_UP = 4

/* Laps beyond those, before anything is said. */
const LEAST = 8

/* Connections between the first sample and the last, below which a process has had nothing to leak with. */
const LEAST_TRAFFIC = 500

module.exports = class Holdings {
  /** Of the process called `name`. */
  constructor(name) {
    this.name = name
    this.samples = []
    this.base = null
  }

  /** Adds a sample, taken after so many connections. */
  add(connections, sample) {
    this.samples.push({ connections, ...sample })
    if (this.samples.length === WARM_UP) this.base = sample.descriptors
  }

  get hasEnough() {
    return this.samples.length >= WARM_UP + LEAST
  }

  /** How many more of each kind of descriptor are open than after the warm-up, as `{ kind: count }`. */
  get drift() {
    const drift = {}
    if (this.base === null) return drift
    const now = this.samples.at(-1).descriptors
    for (const kind of new Set([...Object.keys(now), ...Object.keys(this.base)])) {
      const change = (now[kind] || 0) - (this.base[kind] || 0)
      if (change !== 0) drift[kind] = change
    }
    return drift
  }

  /** For each kind of memory its trend, in bytes for each connection. The first quarter warms up. */
  get trends() {
    const warm = Math.max(WARM_UP, this.samples.length >> 2)
    const samples = this.samples.slice(warm)
    const traffic = samples.length > 0 ? samples.at(-1).connections - samples[0].connections : 0
    return Object.entries(limits).map(([kind, limit]) => {
      const trend = fit(samples.map((sample) => [sample.connections, sample[kind]]))
      return {
        kind,
        limit,
        ...trend,
        verdict: traffic < LEAST_TRAFFIC ? 'idle' : verdict(trend, limit)
      }
    })
  }

  /** What is wrong with it, or null. */
  get complaint() {
    const drift = Object.entries(this.drift).map(([kind, change]) => `${change} of ${kind}`)
    if (drift.length > 0) return `${this.name}: open descriptors have changed: ${drift.join(', ')}`
    if (!this.hasEnough) return null
    const growing = this.trends.find((trend) => trend.verdict === 'grows')
    return growing === undefined ? null : `${this.name}: memory grows: ${describe(growing)}`
  }

  /** Which kinds of memory scatter too much to say that they are flat. */
  get unsettled() {
    return this.trends.filter((trend) => trend.verdict === 'unsettled').map(describe)
  }
}

function describe({ kind, slope, low, high, limit }) {
  const [a, b, c] = [slope, low, high].map((bytes) => bytes.toFixed(1))
  return `${kind} by ${a} bytes for each connection (95 % between ${b} and ${c}, limit ${limit})`
}
