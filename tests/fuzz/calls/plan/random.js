/** Numbers that look random and follow from the seeds, the same on every engine. */
module.exports = class Random {
  constructor(...seeds) {
    this.state = 0x9e3779b9
    for (const seed of seeds) this.state = scramble(this.state ^ seed)
  }

  /** A whole number from 0 to 2^32 - 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    return scramble(this.state)
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit) {
    return this.next() % limit
  }

  /** True that many times in a hundred. */
  percent(share) {
    return this.below(100) < share
  }

  pick(list) {
    return list[this.below(list.length)]
  }

  /** One of the values of `[weight, value]`, each as often as its weight says. */
  weighted(pairs) {
    let rest = this.below(pairs.reduce((sum, [weight]) => sum + weight, 0))
    return pairs.find(([weight]) => (rest -= weight) < 0)[1]
  }
}

function scramble(value) {
  value = Math.imul(value ^ (value >>> 15), value | 1)
  value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
  return (value ^ (value >>> 14)) >>> 0
}
