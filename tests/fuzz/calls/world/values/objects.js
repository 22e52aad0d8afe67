// Objects of a program's own, harmless and hostile.
const FakeSignal = require('../../../../conformance/support/fake-signal')
const { AbortController } = require('../../../../conformance/support/platform')

/** An object with members, each a name and a description. */
exports.object = function object(world, { form, members }, realise) {
  const pairs = members.map(([name, of]) => [name, realise(of)])
  if (form === 'array') return pairs.map(([, value]) => value)
  const entries = Object.fromEntries(pairs)
  if (form === 'frozen') return Object.freeze(entries)
  if (form === 'bare') return Object.assign(Object.create(null), entries)
  return form === 'inherited' ? Object.create(entries) : entries
}

exports.hostile = function hostile(world, { form, throws, of }, realise) {
  const value = realise(of)
  const raise = () => {
    throw world.harm(throws)
  }
  const made = HOSTILE[form](raise, value)
  world.forgeries.add(made)
  return made
}

const HOSTILE = {
  'throwing getter': (raise) => {
    const names = [
      'path',
      'fd',
      'signal',
      'ipc',
      'backlog',
      'then',
      'byteLength',
      Symbol.for('bare.ipc.handle')
    ]
    return Object.defineProperties(
      {},
      Object.fromEntries(names.map((name) => [name, { get: raise, enumerable: true }]))
    )
  },
  'throwing proxy': (raise) => {
    const traps = [
      'get',
      'has',
      'set',
      'ownKeys',
      'getPrototypeOf',
      'getOwnPropertyDescriptor',
      'apply'
    ]
    return new Proxy({}, Object.fromEntries(traps.map((trap) => [trap, raise])))
  },
  revoked: () => revoked({}),
  'revoked function': () => revoked(() => {}),
  'odd primitive': (raise) => ({ [Symbol.toPrimitive]: raise, toString: raise, valueOf: raise }),
  transparent: (raise, value) => (isObject(value) ? new Proxy(value, {}) : { value })
}

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}

function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

exports.error = function error(world, { form }) {
  if (form === 'coded') return Object.assign(new Error('Coded'), { code: 'EPROTOTYPE' })
  if (form === 'frozen') return Object.freeze(new Error('Frozen'))
  return new globalThis[form](form)
}

exports.promise = function promise(world, { form }) {
  if (form === 'thenable') return { then: (resolve) => resolve() }
  if (form === 'pending') return new Promise(() => {})
  if (form === 'resolved') return Promise.resolve()
  const rejected = Promise.reject(new Error('Rejected'))
  rejected.catch(() => {})
  return rejected
}

exports.builtin = (world, { name }) => BUILTINS[name]()

const BUILTINS = {
  Date: () => new Date(0),
  RegExp: () => /x/g,
  Map: () => new Map([['path', 'x']]),
  Set: () => new Set([1]),
  WeakMap: () => new WeakMap(),
  WeakRef: () => new WeakRef({}),
  boxed: () => Object('x'),
  arguments: (...rest) =>
    (function () {
      return arguments
    })(...rest),
  global: () => Math
}

/** What aborts: at once, later, never, or only as far as its methods go. */
exports.signal = function signal(world, { form }) {
  if (form === 'fake') return new FakeSignal()
  if (form === 'throwing') return throwingSignal(world)
  const controller = new AbortController()
  if (form === 'aborted') controller.abort(world.bring(new Error('Aborted')))
  if (form === 'later') world.later(() => controller.abort(world.bring(new Error('Aborted later'))))
  world.judge.brought.add(controller.signal.reason)
  return controller.signal
}

function throwingSignal(world) {
  const raise = () => {
    throw world.harm('error')
  }
  return {
    aborted: false,
    reason: undefined,
    addEventListener: () => {},
    removeEventListener: raise
  }
}
