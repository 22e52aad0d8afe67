const { tcp } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { channel, plainPair, gone } = require('./support/channel')
const { kinds } = require('./support/kinds')
const { listening } = require('./support/pair')
const { record, once, receive } = require('./support/events')
const { balance } = require('./support/descriptors')
const { thrown, isPipeError, isSystemError } = require('./support/errors')

const ipcHandle = Symbol.for('bare.ipc.handle')

/**
 * Sends one of `kind`, has the listener accept it into each of `targets` (or of what that returns
 * then) in vain and at last into a good one, which must work. Resolves with what was thrown.
 */
async function refusals(t, kind, targets) {
  const [a, b] = channel(t)
  const log = record(b, ['handle', 'data', 'error', 'close'])
  const [sent, other] = await kind.pair()
  const good = kind.target()
  const errors = []
  b.on('handle', () => {
    const tried = typeof targets === 'function' ? targets() : targets
    for (const target of tried) errors.push(thrown(() => b.accept(target)))
    t.is(b.accept(good), good, 'after all of these the right one')
  })
  a.write('m', sent)
  await once(b, 'data')
  await gone(sent)
  await kind.talk(t, good, other)
  t.alike(log, [`handle:${kind.type}`, 'data:m'])
  await gone(a, b, good, other)
  return errors
}

for (const kind of kinds) {
  test(`I3 no protocol is INVALID_IPC_TARGET: ${kind.name} stays pending`, async (t) => {
    const balanced = balance(t)
    const targets = [undefined, null, {}, [], 5, 'text', true, () => {}, { [ipcHandle]: undefined }]
    const errors = await refusals(t, kind, targets)
    for (const err of errors) isPipeError(t, err, 'INVALID_IPC_TARGET', 'no protocol')
    t.is(errors.length, targets.length)
    balanced()
  })

  test(`I3 no ArrayBuffer is INVALID_IPC_TARGET: ${kind.name} stays pending`, async (t) => {
    const balanced = balance(t)
    const pipe = new Pipe()
    const values = [
      null,
      0,
      'text',
      {},
      [],
      new Uint8Array(pipe._handle),
      new SharedArrayBuffer(264)
    ]
    const errors = await refusals(t, kind, values.map(holding))
    for (const err of errors) isPipeError(t, err, 'INVALID_IPC_TARGET', 'no ArrayBuffer')
    t.is(errors.length, values.length)
    await gone(pipe)
    balanced()
  })

  test(`I3 I9 no live handle of this loop is EINVAL: ${kind.name} stays pending`, async (t) => {
    const balanced = balance(t)
    const pipe = new Pipe()
    const socket = new tcp.Socket()
    const values = [
      new ArrayBuffer(0),
      new ArrayBuffer(1),
      new ArrayBuffer(264),
      new ArrayBuffer(65536),
      pipe._handle.slice(),
      socket[ipcHandle].slice()
    ]
    const errors = await refusals(t, kind, values.map(holding))
    for (const err of errors) isSystemError(t, err, 'EINVAL', 'no live handle')
    t.is(errors.length, values.length)
    await gone(pipe, socket)
    balanced()
  })

  test(`I3 a target of another type is INVALID_IPC_TARGET: ${kind.name} stays pending`, async (t) => {
    const balanced = balance(t)
    const others = kinds
      .filter(({ takes }) => !takes.includes(kind.type))
      .map((other) => other.target())
    const errors = await refusals(t, kind, others)
    for (const err of errors) isPipeError(t, err, 'INVALID_IPC_TARGET', 'another type')
    t.is(errors.length, others.length)
    await gone(...others)
    balanced()
  })
}

test('I3 a busy pipe is EBUSY, and goes on', async (t) => {
  const { server, path } = listening(t)
  const balanced = balance(t)
  const [a, b] = channel(t)
  const [open, far] = plainPair()
  const connection = once(server, 'connection')
  const made = []
  const errors = await refusals(t, kinds[0], () => {
    made.push(new Pipe(path))
    return [open, a, b, ...made]
  })
  t.is(errors.length, 4)
  for (const err of errors) isSystemError(t, err, 'EBUSY')
  await kinds[0].talk(t, open, far)
  await kinds[0].talk(t, made[0], await connection)
  await gone(open, far, a, b, ...made, await connection)
  balanced()
})

test('I3 a busy TCP or UDP socket is EBUSY, and goes on', async (t) => {
  for (const kind of kinds.slice(1)) {
    const balanced = balance(t)
    const [busy, far] = await kind.pair()
    const errors = await refusals(t, kind, [busy])
    t.is(errors.length, 1)
    isSystemError(t, errors[0], 'EBUSY', kind.name)
    await kind.talk(t, busy, far)
    await gone(busy, far)
    balanced()
  }
})

test('I3 the pipe that announces it is busy too', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const [sent, other] = plainPair()
  let err = null
  b.on('handle', () => (err = thrown(() => b.accept(b))))
  a.write('m', sent)
  t.is((await once(b, 'data')).toString(), 'm')
  isSystemError(t, err, 'EBUSY')
  await gone(a, b, sent, other)
  balanced()
})

test('I3 a closing and a closed target are EINVAL', async (t) => {
  for (const kind of kinds) {
    const balanced = balance(t)
    const closed = kind.target()
    const closing = kind.target()
    const handle = holding(closed[ipcHandle])
    await gone(closed)
    const errors = await refusals(t, kind, () => {
      end(closing)
      return [closed, handle, closing, holding(closing[ipcHandle])]
    })
    t.is(errors.length, 4)
    for (const err of errors) isSystemError(t, err, 'EINVAL', kind.name)
    await gone(closing)
    balanced()
  }
})

test('I3 a listening server is no target for a client', async (t) => {
  const balanced = balance(t)
  const server = new Pipe.Server()
  const errors = await refusals(t, kinds[0], [server])
  isPipeError(t, errors[0], 'INVALID_IPC_TARGET')
  balanced()
})

test('I3 nothing pending is EAGAIN, whatever the target is', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const targets = kinds.map((kind) => kind.target())
  for (const target of [...targets, a])
    isSystemError(
      t,
      thrown(() => b.accept(target)),
      'EAGAIN'
    )
  isPipeError(
    t,
    thrown(() => b.accept({})),
    'INVALID_IPC_TARGET',
    'its protocol comes first'
  )
  const plain = plainPair()
  isSystemError(
    t,
    thrown(() => plain[0].accept(targets[0])),
    'EAGAIN',
    'without ipc'
  )
  await gone(a, b, ...plain, ...targets)
  balanced()
})

test('I3 a target that was refused can be accepted into once it fits', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const targets = kinds.map((kind) => kind.target())
  const pairs = await Promise.all(kinds.map((kind) => kind.pair()))
  const codes = []
  b.on('handle', () => {
    for (const target of targets) {
      const err = thrown(() => b.accept(target))
      codes.push(err === null ? 'accepted' : err.code)
    }
  })
  const all = receive(b, kinds.length)
  for (const [sent] of pairs) a.write('m', sent)
  await all
  const wrong = 'INVALID_IPC_TARGET'
  t.alike(codes, [
    ...['accepted', 'EAGAIN', 'EAGAIN'],
    ...[wrong, 'accepted', 'EAGAIN'],
    ...[wrong, wrong, 'accepted']
  ])
  for (const [i, kind] of kinds.entries()) {
    await gone(pairs[i][0])
    await kind.talk(t, targets[i], pairs[i][1])
  }
  await gone(a, b, ...targets, ...pairs.map(([, other]) => other))
  balanced()
})

/** Something that says that it holds `value`. */
function holding(value) {
  return { [ipcHandle]: value }
}

function end(thing) {
  if (typeof thing.destroy === 'function') thing.destroy()
  else thing.close()
}
