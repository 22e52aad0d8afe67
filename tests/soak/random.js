/** Numbers that look random and follow from a seed: what a run did, it does again. */
module.exports = class Random {
  constructor(seed) {
    this.state = seed >>> 0
  }

  /** A seed that follows from another one and a number. */
  static derive(seed, number) {
    return new Random((seed ^ Math.imul(number + 1, 0x9e3779b1)) >>> 0).next()
  }

  /** An integer of 32 bits. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return (bits ^ (bits >>> 14)) >>> 0
  }

  /** A number from 0 on, below 1. */
  fraction() {
    return this.next() / 0x100000000
  }

  /** An integer from 0 to `limit` - 1. */
  below(limit) {
    return Math.floor(this.fraction() * limit)
  }

  /** An integer from `least` to `most`. */
  between(least, most) {
    return least + this.below(most - least + 1)
  }

  /** True in that share of all cases. */
  chance(share) {
    return this.fraction() < share
  }

  pick(list) {
    return list[this.below(list.length)]
  }

  /** An integer from `least` to `most`, small ones as often as large ones by order of magnitude. */
  size(least, most) {
    const exponent = this.fraction() * Math.log(most / least)
    return Math.min(most, Math.round(least * Math.exp(exponent)))
  }
}
