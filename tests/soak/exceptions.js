// Exceptions that listeners throw on purpose, and all others, which are failures.
const { host } = require('../conformance/support/platform')
const { turns } = require('./streams')

module.exports = class Exceptions {
  constructor(tally) {
    this.expected = new Set()
    this.tally = tally
    host.on('uncaughtException', (err) => this.arrived(err))
    host.on('unhandledRejection', (err) => this.arrived(err))
  }

  /** An error for a listener to throw. */
  expect() {
    const err = new Error('thrown by a listener')
    this.expected.add(err)
    return err
  }

  /** When all of `errors` have been reported as uncaught. */
  async settled(errors) {
    while (errors.some((err) => this.expected.has(err))) await turns(1)
  }

  arrived(err) {
    if (this.expected.delete(err)) return
    this.tally.fail(`uncaught: ${(err && err.stack) || err}`)
  }
}
