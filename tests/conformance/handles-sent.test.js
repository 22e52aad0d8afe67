const test = require('./support/test')
const { Pipe } = require('./subject')
const { channel, plainPair, gone } = require('./support/channel')
const { kinds, targetFor } = require('./support/kinds')
const { record, receive, once, turns } = require('./support/events')
const { closed } = require('./support/pair')
const { balance } = require('./support/descriptors')
const { pattern } = require('./support/pattern')
const { thrown, isPipeError, isSystemError } = require('./support/errors')

const ipcHandle = Symbol.for('bare.ipc.handle')
const MiB = 1024 * 1024

/** Accepts every handle that `pipe` announces, into a target of its own; returns those. */
function acceptAll(pipe) {
  const targets = []
  pipe.on('handle', (type) => targets.push(pipe.accept(targetFor(type))))
  return targets
}

test('I6 W1 every shape of write carries a handle', async (t) => {
  const balanced = balance(t)
  const shapes = [
    [(handle) => ['text', handle], 'text'],
    [(handle, cb) => ['text', handle, cb], 'text'],
    [(handle) => ['74657874', 'hex', handle], 'text'],
    [(handle, cb) => ['74657874', 'hex', handle, cb], 'text'],
    [(handle, cb) => ['text', undefined, handle, cb], 'text'],
    [(handle, cb) => ['text', null, handle, cb], 'text'],
    [(handle, cb) => [Buffer.from('text'), handle, cb], 'text'],
    [(handle, cb) => [new Uint16Array([0x6574, 0x7478]), handle, cb], 'text'],
    [(handle, cb) => [Buffer.from('text'), 'utf8', handle, cb], 'text']
  ]
  for (const [shape, text] of shapes) {
    const [a, b] = channel(t)
    const targets = acceptAll(b)
    const [sent, other] = plainPair()
    const about = String(shape)
    let called = 0
    const args = shape(sent, (err) => {
      called++
      t.is(err, null, about)
    })
    t.is(a.write(...args), true, about)
    t.is((await once(b, 'data')).toString(), text, about)
    await turns(1)
    t.is(called, args.length - args.findLastIndex((arg) => arg === sent) - 1, about)
    await gone(sent)
    await kinds[0].talk(t, targets[0], other)
    t.is(targets.length, 1, about)
    await gone(a, b, other, ...targets)
  }
  balanced()
})

test('I6 W6 every shape of end carries a handle with the last chunk', async (t) => {
  const balanced = balance(t)
  const shapes = [
    (handle) => ['text', handle],
    (handle, cb) => ['text', handle, cb],
    (handle) => ['74657874', 'hex', handle],
    (handle, cb) => ['text', undefined, handle, cb]
  ]
  for (const shape of shapes) {
    const [a, b] = channel(t)
    const targets = acceptAll(b)
    const [sent, other] = plainPair()
    const about = String(shape)
    let called = 0
    const finished = once(a, 'finish')
    const args = shape(sent, () => called++)
    t.is(a.end(...args), a, about)
    t.is((await once(b, 'data')).toString(), 'text', about)
    await finished
    t.is(called, args.length - args.findLastIndex((arg) => arg === sent) - 1, about)
    await gone(sent)
    await kinds[0].talk(t, targets[0], other)
    await gone(a, b, other, ...targets)
  }
  const [a, b] = channel(t)
  isPipeError(
    t,
    thrown(() => a.end('text', {})),
    'INVALID_IPC_TARGET'
  )
  t.is(a.readyState, 'open', 'the pipe goes on')
  await gone(a, b)
  balanced()
})

test('I6 what is no target is INVALID_IPC_TARGET, thrown; nothing is sent, the pipe goes on', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const log = record(b, ['handle', 'data', 'error', 'close'])
  const values = [{}, [], { [ipcHandle]: undefined }, { [ipcHandle]: null }, { [ipcHandle]: {} }]
  for (const value of values) {
    const called = []
    const cb = (err) => called.push(err)
    isPipeError(
      t,
      thrown(() => a.write('x', value, cb)),
      'INVALID_IPC_TARGET'
    )
    isPipeError(
      t,
      thrown(() => a.write('x', 'utf8', value, cb)),
      'INVALID_IPC_TARGET'
    )
    t.alike(called, [])
  }
  isPipeError(
    t,
    thrown(() => a.write('x', 'utf8', 'handle')),
    'INVALID_IPC_TARGET'
  )
  a.write('goes on')
  await once(b, 'data')
  t.alike(log, ['data:goes on'])
  await gone(a, b)
  balanced()
})

for (const [name, chunk, encoding] of [
  ['an empty string', '', 'utf8'],
  ['an empty buffer', Buffer.alloc(0), 'utf8'],
  ['an empty view', new DataView(new ArrayBuffer(0)), 'utf8'],
  ['a string of no bytes', 'g', 'hex']
]) {
  test(`I6 a handle with ${name} is INVALID_ARGUMENT, of the pipe and to the callback`, async (t) => {
    const balanced = balance(t)
    const [a, b] = channel(t)
    const peer = record(b, ['handle', 'data', 'end', 'error'])
    const log = record(a, ['error', 'close'])
    const [sent, other] = plainPair()
    const errors = []
    a.on('error', (err) => errors.push(err))
    t.is(
      a.write(chunk, encoding, sent, (err) => errors.push(err)),
      false
    )
    await closed(a)
    t.is(errors.length, 2)
    for (const err of errors) isPipeError(t, err, 'INVALID_ARGUMENT')
    t.is(errors[0], errors[1])
    t.alike(log, ['error:INVALID_ARGUMENT', 'close'])
    await turns(2)
    t.alike(peer, ['end'])
    await gone(b, sent, other)
    balanced()
  })
}

test('I6 an empty chunk without a handle is none of that', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  t.is(await new Promise((resolve) => a.write('', null, resolve)), null)
  t.is(await new Promise((resolve) => a.write('', undefined, undefined, resolve)), null)
  await gone(a, b)
  balanced()
})

for (const kind of kinds) {
  test(`I6 ${kind.name} that died before it was sent fails that write only`, async (t) => {
    const balanced = balance(t)
    const [a, b] = channel(t)
    const bytes = pattern(MiB)
    const [dying, far] = await kind.pair()
    const [living, other] = await kind.pair()
    const log = record(a, ['error', 'close'])
    b.pause()
    const results = []
    const settled = (name) =>
      new Promise((resolve) =>
        resolvers.push((err) => resolve(results.push([name, err === null ? null : err.code])))
      )
    const resolvers = []
    const all = ['bulk', 'dead', 'plain', 'alive'].map(settled)
    a.write(bytes, resolvers[0])
    a.write('dead ', dying, resolvers[1])
    a.write('plain ', resolvers[2])
    a.write('alive', living, resolvers[3])
    await gone(dying, far)
    t.alike(results, [], 'nothing has been sent in full yet')
    const targets = acceptAll(b)
    const received = await receive(b, MiB + 11)
    await Promise.all(all)
    t.is(Buffer.compare(received.subarray(0, MiB), bytes), 0)
    t.is(received.subarray(MiB).toString(), 'plain alive')
    t.alike(
      [results[0], results[2], results[3]],
      [
        ['bulk', null],
        ['plain', null],
        ['alive', null]
      ]
    )
    t.ok(['EBADF', 'EINVAL'].includes(results[1][1]), results[1][1])
    t.alike(log, [])
    t.is(targets.length, 1)
    await gone(living)
    await kind.talk(t, targets[0], other)
    await gone(a, b, other, ...targets)
    balanced()
  })
}

test('I6 a target that was never alive fails its write only', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const closedPipe = new Pipe()
  await gone(closedPipe)
  const unopened = kinds.slice(0, 2).map((kind) => kind.target())
  const log = record(b, ['handle', 'data', 'error', 'end'])
  const pending = record(a, ['error', 'close'])
  for (const target of [closedPipe, ...unopened, { [ipcHandle]: new ArrayBuffer(264) }]) {
    const err = await new Promise((resolve) => a.write('lost', target, resolve))
    t.ok(err instanceof Error)
    t.ok(['EBADF', 'EINVAL'].includes(err.code), err.code)
  }
  const [sent, other] = plainPair()
  a.write('arrives', sent)
  await once(b, 'data')
  t.alike(log, ['handle:7', 'data:arrives'])
  t.alike(pending, [])
  await gone(a, b, sent, other, ...unopened)
  balanced()
})

test('I6 a target that loses its protocol before it is sent fails its write only', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const [sent, other] = plainPair()
  const log = record(a, ['error', 'close'])
  const losses = [
    () => undefined,
    () => null,
    () => {
      throw new Error('mine')
    }
  ]
  for (const loss of losses) {
    let asked = 0
    const target = {
      get [ipcHandle]() {
        return asked++ === 0 ? sent._handle : loss()
      }
    }
    const err = await new Promise((resolve) => a.write('lost', target, resolve))
    isPipeError(t, err, 'INVALID_IPC_TARGET')
    t.is(asked, 2, 'at the call, and again when it is sent')
  }
  const targets = acceptAll(b)
  a.write('arrives', sent)
  t.is((await once(b, 'data')).toString(), 'arrives')
  t.is(targets.length, 1)
  t.alike(log, [])
  await gone(a, b, sent, other, ...targets)
  balanced()
})

test('I6 the last write of all fails because of its target, and the pipe ends in good order', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const target = new Pipe()
  const log = record(a, ['drain', 'error', 'finish', 'close'])
  const failed = new Promise((resolve) => a.write('lost', target, resolve))
  a.end()
  t.ok((await failed) instanceof Error)
  t.is(await once(b.resume(), 'end'), undefined)
  b.end()
  await Promise.all([closed(a), closed(b)])
  t.alike(log, ['finish', 'close'])
  await gone(target)
  balanced()
})

test('I6 what is queued behind a dead target still drains', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const target = new Pipe()
  b.resume()
  const drained = once(a, 'drain')
  t.is(
    a.write(Buffer.alloc(65536), target, () => {}),
    false
  )
  await drained
  t.is(await new Promise((resolve) => a.write('goes on', resolve)), null)
  await gone(a, b, target)
  balanced()
})

test('I6 a handle that waits for its connection goes out with its chunk', async (t) => {
  const balanced = balance(t)
  const [fdA, fdB] = Pipe.socketpair()
  const a = new Pipe({ ipc: true })
  const b = new Pipe({ ipc: true }).open(fdB)
  const targets = acceptAll(b)
  const [sent, other] = plainPair()
  a.write('one ')
  a.write('two', sent)
  const all = receive(b, 7)
  a.open(fdA)
  t.is((await all).toString(), 'one two')
  await gone(sent)
  await kinds[0].talk(t, targets[0], other)
  await gone(a, b, other, ...targets)
  balanced()
})

test('I7 on a pipe without ipc a handle is EINVAL, as error', async (t) => {
  for (const kind of kinds) {
    const balanced = balance(t)
    const [a, b] = plainPair()
    const peer = record(b, ['handle', 'data', 'error', 'end'])
    const log = record(a, ['error', 'close'])
    const [sent, other] = await kind.pair()
    const error = once(a, 'error')
    const called = new Promise((resolve) => a.write('x', sent, resolve))
    isSystemError(t, await error, 'EINVAL')
    isSystemError(t, await called, 'EINVAL')
    await closed(a)
    await turns(2)
    t.alike(log, ['error:EINVAL', 'close'])
    t.alike(peer, ['end'], 'and nothing was sent')
    await kind.talk(t, sent, other)
    await gone(b, sent, other)
    balanced()
  }
})

test('I6 D1 destroyed with handles queued: their callbacks tell so, and nothing is left over', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  b.pause()
  const pairs = Array.from({ length: 8 }, plainPair)
  const errors = []
  a.write(pattern(MiB), (err) => errors.push(err))
  for (const [sent] of pairs) a.write('m', sent, (err) => errors.push(err))
  await turns(1)
  a.destroy()
  await closed(a)
  await turns(1)
  t.is(errors.length, 9)
  for (const err of errors) isPipeError(t, err, 'PIPE_IS_CLOSED')
  for (const [sent, other] of pairs) {
    const there = receive(other, 5)
    sent.write('there')
    t.is((await there).toString(), 'there', 'the sender keeps its own')
  }
  await gone(b, ...pairs.flat())
  balanced()
})
