// Native objects: each is to be gone when what it stood for is.
const stage = require('./stage')

/** The native objects of one round. */
module.exports = class Natives {
  constructor() {
    this.all = []
  }

  made(native, id, object) {
    this.all.push({ native, id, object })
  }

  /** The name of one that exists, or existed. */
  id(name, index, stale) {
    const all = this.all.filter(
      ({ native, id }) => native.name === name && isOpen(native, id) !== stale
    )
    return all.length === 0 ? 0 : all[index % all.length].id
  }

  /** Those that are still there, closed from here on. */
  closeLeftovers() {
    const left = this.all.filter(({ native, id }) => isOpen(native, id))
    for (const { native, id } of left) stage.original[native.teardown](id)
    return left
  }
}

/** Asks without its arguments for something that may fail: what there is refuses that, what is gone is said to be gone. */
function isOpen(native, id) {
  const asked = native.functions.find((one) => one.takes && one.throws && one.params.length > 0)
  try {
    stage.original[asked.name](id)
    return true
  } catch (err) {
    return err.code !== 'EBADF'
  }
}
