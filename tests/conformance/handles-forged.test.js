const test = require('./support/test')
const { Pipe } = require('./subject')
const { channel, plainPair, gone } = require('./support/channel')
const { kinds } = require('./support/kinds')
const { record, receive, once } = require('./support/events')
const { balance } = require('./support/descriptors')
const { collectGarbage } = require('./support/garbage')
const { thrown, isSystemError } = require('./support/errors')

const ipcHandle = Symbol.for('bare.ipc.handle')

/** Ways to take the memory away from whoever holds `buffer`; each returns what holds it then. */
const thefts = {
  'transferred with transfer()': (buffer) => buffer.transfer(),
  'transferred to another length': (buffer) => buffer.transfer(8),
  'transferred by structuredClone()': (buffer) => structuredClone(buffer, { transfer: [buffer] })
}

function holding(value) {
  return { [ipcHandle]: value }
}

/** True when the engine lets the memory of a native handle go; it may as well refuse. */
function steal(theft, buffer) {
  try {
    theft(buffer)
    return buffer.byteLength === 0
  } catch {
    return false
  }
}

for (const [name, theft] of Object.entries(thefts)) {
  test(`I9 a pipe works on, its ArrayBuffer ${name}`, async (t) => {
    const balanced = balance(t)
    const [near, far] = plainPair()
    steal(theft, near._handle)
    await collectGarbage()
    await kinds[0].talk(t, near, far)
    await gone(near, far)
    balanced()
  })

  test(`I9 as a target, its ArrayBuffer ${name}: an error or none, never a crash`, async (t) => {
    const balanced = balance(t)
    const [a, b] = channel(t)
    const [sent, other] = plainPair()
    const target = new Pipe()
    const stolen = steal(theft, target._handle)
    const good = new Pipe()
    let used = null
    b.on('handle', () => {
      const err = thrown(() => b.accept(target))
      if (stolen) isSystemError(t, err, 'EINVAL')
      used = err === null ? target : b.accept(good)
    })
    a.write('m', sent)
    t.is((await once(b, 'data')).toString(), 'm')
    await gone(sent)
    await kinds[0].talk(t, used, other)
    await gone(a, b, other, target, good)
    balanced()
  })

  test(`I9 to be sent, its ArrayBuffer ${name}: an error or none, never a crash`, async (t) => {
    const balanced = balance(t)
    const [a, b] = channel(t)
    const log = record(b, ['handle', 'data', 'error', 'end'])
    const [sent, other] = plainPair()
    const stolen = steal(theft, sent._handle)
    const err = await new Promise((resolve) => a.write('m', sent, resolve))
    if (stolen) isSystemError(t, err, 'EINVAL')
    a.write('goes on')
    const text = stolen ? 'goes on' : 'mgoes on'
    await receive(b, text.length)
    t.is(log.filter((entry) => entry.startsWith('handle')).length, stolen ? 0 : 1)
    await gone(a, b, sent, other)
    balanced()
  })
}

test('I9 forged and copied ones cannot be sent, and cost one write each', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const pending = record(a, ['error', 'close'])
  const log = record(b, ['handle', 'data'])
  const [sent, other] = plainPair()
  const forged = new ArrayBuffer(264)
  new Uint8Array(forged).fill(0xff)
  const values = [new ArrayBuffer(0), new ArrayBuffer(16), forged, sent._handle.slice()]
  for (const value of values) {
    const err = await new Promise((resolve) => a.write('m', holding(value), resolve))
    isSystemError(t, err, 'EINVAL')
  }
  const arrived = once(b, 'data')
  const last = await new Promise((resolve) => a.write('m', holding(sent._handle), resolve))
  await arrived
  t.is(last, null, 'by identity, whoever holds it')
  t.alike(pending, [])
  t.alike(log, ['handle:7', 'data:m'])
  await gone(a, b, sent, other)
  balanced()
})

test('I9 bytes that claim to be another pipe are not that pipe', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const [sent, other] = plainPair()
  const target = new Pipe()
  const copy = target._handle.slice()
  const errors = []
  b.on('handle', () => {
    errors.push(thrown(() => b.accept(holding(copy))))
    new Uint8Array(copy).set(new Uint8Array(b._handle))
    errors.push(thrown(() => b.accept(holding(copy))))
    b.accept(holding(target._handle))
  })
  a.write('m', sent)
  t.is((await once(b, 'data')).toString(), 'm')
  t.is(errors.length, 2)
  for (const err of errors) isSystemError(t, err, 'EINVAL')
  target[Symbol.for('bare.ipc.accept')]()
  await gone(sent)
  await kinds[0].talk(t, target, other)
  await gone(a, b, other, target)
  balanced()
})

test('I9 the ArrayBuffer of a closed pipe outlives it, and is no handle any more', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const handles = []
  for (let i = 0; i < 32; i++) {
    const pipe = new Pipe()
    handles.push(pipe._handle)
    await gone(pipe)
  }
  await collectGarbage()
  const errors = []
  const [sent, other] = plainPair()
  b.on('handle', () => {
    for (const handle of handles) errors.push(thrown(() => b.accept(holding(handle))))
  })
  a.write('m', sent)
  await once(b, 'data')
  t.is(errors.length, handles.length)
  for (const err of errors) isSystemError(t, err, 'EINVAL')
  for (const handle of handles) t.is(new Uint8Array(handle).length, handle.byteLength)
  const err = await new Promise((resolve) => a.write('m', holding(handles[0]), resolve))
  isSystemError(t, err, 'EINVAL')
  await gone(a, b, sent, other)
  balanced()
})

test('I9 what a getter of a target does while it is asked hurts nothing', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const [sent, other] = plainPair()
  const victim = new Pipe()
  const late = new Pipe()
  const outcomes = []
  const attempt = (get) =>
    outcomes.push(
      thrown(() =>
        b.accept({
          get [ipcHandle]() {
            return get()
          }
        })
      )
    )
  b.on('handle', () => {
    attempt(() => {
      throw new Error('mine')
    })
    attempt(() => {
      victim.destroy()
      return victim._handle
    })
    attempt(() => {
      b.destroy()
      return late._handle
    })
  })
  const ended = once(b, 'close')
  a.write('m', sent)
  await ended
  t.is(outcomes.length, 3)
  t.is(outcomes[0].message, 'mine')
  isSystemError(t, outcomes[1], 'EINVAL')
  t.ok(outcomes[2] instanceof Error, 'a destroyed pipe has nothing to accept')
  await gone(a, b, sent, other, victim, late)
  balanced()
})
