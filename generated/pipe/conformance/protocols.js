// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

// Duck types, and resources that change hands.
const test = require('brittle')
const Pipe = require('../../..')
const { codeOf, ended, look, noop, refuses, show, source, takes } = require('./assertions')

test('Pipe: protocols', async (t) => {
  const object = new Pipe()
  const handle = object[Symbol.for('bare.ipc.handle')]
  t.ok(handle instanceof ArrayBuffer)
  t.is(object[Symbol.for('bare.ipc.handle')], handle, 'the same each time')
  t.is(typeof object[Symbol.for('bare.ipc.accept')], 'function')
  t.is(typeof object[Symbol.asyncDispose || Symbol.for('Symbol.asyncDispose')], 'function')
  t.absent('undefined' in object, 'every symbol is one')
  await ended(object)
})

test('Pipe.Server: protocols', async (t) => {
  const object = new Pipe.Server()
  t.is(typeof object[Symbol.asyncDispose || Symbol.for('Symbol.asyncDispose')], 'function')
  t.absent('undefined' in object, 'every symbol is one')
  await ended(object)
})

// What does not implement the protocol is refused at once, and the object goes on. What does passes,
// whatever comes of the call.

function requires({ make, call, symbol, missing, mismatch, strangers, implementer = null }) {
  test(`target: ${source(call)}`, async (t) => {
    const object = make()
    const before = look(object)

    for (const given of strangers) {
      refuses(t, () => call(given, object), ...missing, show(given))
    }
    for (const value of [null, 0, 'x', true, {}, noop, new Uint8Array(8)]) {
      const given = { [symbol]: value }
      refuses(t, () => call(given, object), ...mismatch, `a handle that is ${show(value)}`)
    }
    t.alike(look(object), before, 'nothing has changed')

    if (implementer !== null) {
      const given = implementer()
      const code = codeOf(() => call(given, object))
      t.not(code, missing[0])
      await ended(given)
    }
    await ended(object)
  })
}

requires({
  make: () => new Pipe(),
  call: (given, object) => object.write('x', undefined, given, noop),
  symbol: Symbol.for('bare.ipc.handle'),
  missing: ['INVALID_IPC_TARGET', 'Target does not implement the IPC handle protocol'],
  mismatch: ['INVALID_IPC_TARGET', 'Target does not provide a native IPC handle'],
  strangers: [{}, []],
  implementer: () => new Pipe()
})

requires({
  make: () => new Pipe(),
  call: (given, object) => object.write('x', given),
  symbol: Symbol.for('bare.ipc.handle'),
  missing: ['INVALID_IPC_TARGET', 'Target does not implement the IPC handle protocol'],
  mismatch: ['INVALID_IPC_TARGET', 'Target does not provide a native IPC handle'],
  strangers: [{}, []],
  implementer: () => new Pipe()
})

requires({
  make: () => new Pipe(),
  call: (given, object) => object.write('x', given, noop),
  symbol: Symbol.for('bare.ipc.handle'),
  missing: ['INVALID_IPC_TARGET', 'Target does not implement the IPC handle protocol'],
  mismatch: ['INVALID_IPC_TARGET', 'Target does not provide a native IPC handle'],
  strangers: [{}, []],
  implementer: () => new Pipe()
})

requires({
  make: () => new Pipe(),
  call: (given, object) => object.end('x', undefined, given, noop),
  symbol: Symbol.for('bare.ipc.handle'),
  missing: ['INVALID_IPC_TARGET', 'Target does not implement the IPC handle protocol'],
  mismatch: ['INVALID_IPC_TARGET', 'Target does not provide a native IPC handle'],
  strangers: [{}, []],
  implementer: () => new Pipe()
})

requires({
  make: () => new Pipe(),
  call: (given, object) => object.end('x', given),
  symbol: Symbol.for('bare.ipc.handle'),
  missing: ['INVALID_IPC_TARGET', 'Target does not implement the IPC handle protocol'],
  mismatch: ['INVALID_IPC_TARGET', 'Target does not provide a native IPC handle'],
  strangers: [{}, []],
  implementer: () => new Pipe()
})

requires({
  make: () => new Pipe(),
  call: (given, object) => object.end('x', given, noop),
  symbol: Symbol.for('bare.ipc.handle'),
  missing: ['INVALID_IPC_TARGET', 'Target does not implement the IPC handle protocol'],
  mismatch: ['INVALID_IPC_TARGET', 'Target does not provide a native IPC handle'],
  strangers: [{}, []],
  implementer: () => new Pipe()
})

requires({
  make: () => new Pipe(),
  call: (given, object) => object.accept(given),
  symbol: Symbol.for('bare.ipc.handle'),
  missing: ['INVALID_IPC_TARGET', 'Target does not implement the IPC handle protocol'],
  mismatch: ['INVALID_IPC_TARGET', 'Target does not provide a native IPC handle'],
  strangers: [{}, [], null, undefined, 1, true, noop],
  implementer: () => new Pipe()
})

// What a function hands out belongs to the caller, until an object takes it over.
function handsOut({ call, parts, low, high, make, take }) {
  test(source(call), async (t) => {
    const handed = takes(t, call, 'the call') || []
    t.ok(Array.isArray(handed))
    t.is(handed.length, parts)
    t.is(new Set(handed).size, parts, 'all different')

    for (const given of handed) {
      const object = make()
      let failed = null
      object.on('error', (err) => {
        failed = err
      })
      t.ok(Number.isInteger(given) && given >= low && given <= high, `${given} is in range`)
      t.is(take(given, object), object)
      await ended(object)
      t.is(failed, null, `${given} is taken over`)
    }
  })
}

handsOut({
  call: () => Pipe.pipe(),
  parts: 2,
  low: 0,
  high: 2147483647,
  make: () => new Pipe(),
  take: (given, object) => object.open(given)
})

handsOut({
  call: () => Pipe.socketpair(),
  parts: 2,
  low: 0,
  high: 2147483647,
  make: () => new Pipe(),
  take: (given, object) => object.open(given)
})
