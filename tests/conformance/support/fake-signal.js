/** A signal by its methods only, which lets its listeners be counted. */
module.exports = class FakeSignal {
  constructor() {
    this.aborted = false
    this.reason = undefined
    this.listeners = new Set()
  }

  get listenerCount() {
    return this.listeners.size
  }

  addEventListener(name, listener) {
    if (name !== 'abort') throw new Error(`A signal has no event '${name}'`)
    this.listeners.add(listener)
  }

  removeEventListener(name, listener) {
    if (name === 'abort') this.listeners.delete(listener)
  }

  abort(reason) {
    this.aborted = true
    this.reason = reason
    for (const listener of [...this.listeners]) listener()
  }
}
