// What may come out of a call, of an event, of the engine.
const { surface } = require('../plan/surface')

const SYSTEM = /^E[A-Z0-9]+$/
const UNHANDLED = new Set(['UNHANDLED_ERROR', 'ERR_UNHANDLED_ERROR'])
const OWN = /(runtime\/(js|engine)|generated\/pipe\/(js|[a-z]+\.js))/
const CODES = new Set(surface.errors === null ? [] : surface.errors.codes)

/** The judge of one round. */
module.exports = class Judge {
  constructor(flavour) {
    this.flavour = flavour
    // Whatever the fuzzer itself has brought into play may come back out of it.
    this.brought = new Set()
    this.announced = new Set()
    // A base class has been misused, and its exceptions come up wherever it is used again.
    this.isDisorderly = false
  }

  /** What is wrong with an exception of a call that may throw `allowed`, or null. */
  thrown(err, allowed) {
    if (this.brought.has(err)) return null
    if (!(err instanceof Error))
      return this.flavour === 'plain' ? `threw ${kindOf(err)}, which is no Error` : null
    if (allowed === null) return this.internal(err, 'threw')
    if (this.flavour !== 'plain') return null
    if (allowed.includes(err.code) && CODES.has(err.code)) return null
    if (allowed.includes('uv') && isSystemError(err)) return null
    if (this.isDisorderly && !isOurs(err)) return null
    return `threw ${textOf(err)}, which is not documented\n${err.stack}`
  }

  /** What is wrong with an `error` event, or null. */
  emitted(err) {
    this.announced.add(err)
    if (this.brought.has(err) || this.flavour !== 'plain') return null
    if (!(err instanceof Error)) return `emitted an error that is ${kindOf(err)}`
    if (CODES.has(err.code) || isSystemError(err) || err.name === 'StreamError') return null
    // Of what has been piped to.
    if (String(err.code).startsWith('ERR_SOCKET_') && !isOurs(err)) return null
    return `emitted ${textOf(err)} as an error, which is not documented`
  }

  /** What is wrong with an exception that nobody has caught, or null. */
  uncaught(err) {
    if (this.brought.has(err) || this.announced.has(err)) return null
    if (!(err instanceof Error)) return this.flavour === 'plain' ? `uncaught: ${kindOf(err)}` : null
    if (UNHANDLED.has(err.code)) return null
    return this.internal(err, 'uncaught:')
  }

  /** An exception of the language itself within our own code is a mistake of ours, if nobody was hostile. */
  internal(err, how) {
    if (this.flavour !== 'plain' || CODES.has(err.code) || isSystemError(err)) return null
    return isOurs(err) ? `${how} ${textOf(err)} from inside\n${err.stack}` : null
  }
}

function isSystemError(err) {
  return SYSTEM.test(String(err.code)) && !String(err.code).startsWith('ERR_')
}

/** Whether the innermost frame is one of this package's. */
function isOurs(err) {
  const first = String(err.stack)
    .split('\n')
    .find((line) => /^\s+at /.test(line))
  return first !== undefined && OWN.test(first)
}

function kindOf(value) {
  return value === null ? 'null' : typeof value
}

function textOf(err) {
  return err.code === undefined ? `${err.name}: ${err.message}` : `${err.name} ${err.code}`
}
