const test = require('./support/test')
const { Pipe } = require('./subject')
const { channel, plainPair, gone } = require('./support/channel')
const { kinds } = require('./support/kinds')
const { record, receive, once, microtasks } = require('./support/events')
const { balance } = require('./support/descriptors')
const { thrown, isSystemError } = require('./support/errors')

const ipcHandle = Symbol.for('bare.ipc.handle')
const ipcAccept = Symbol.for('bare.ipc.accept')

for (const kind of kinds) {
  for (const way of ['there', 'back']) {
    test(`I1 I2 I6 ${kind.name} travels ${way}, and works where it arrives`, async (t) => {
      await kinds[0].pair().then((pair) => gone(...pair))
      const balanced = balance(t)
      const ends = channel(t)
      const [sender, receiver] = way === 'there' ? ends : ends.reverse()
      const [sent, other] = await kind.pair()
      const target = kind.target()
      const log = record(receiver, ['handle', 'data', 'error', 'close'])
      receiver.on('handle', () =>
        t.is(receiver.accept(target), target, 'accept returns its target')
      )
      const arrived = once(receiver, 'data')
      const written = new Promise((resolve) => sender.write('message', sent, resolve))
      await arrived
      t.is(await written, null)
      t.alike(log, [`handle:${kind.type}`, 'data:message'])
      await gone(sent)
      await kind.talk(t, target, other)
      await gone(target, other, sender, receiver)
      balanced()
    })
  }
}

test('I6 the sender keeps its own copy', async (t) => {
  const balanced = balance(t)
  for (const kind of kinds) {
    const [a, b] = channel(t)
    const [sent, other] = await kind.pair()
    b.on('handle', () => {})
    a.write('message', sent)
    await once(b, 'data')
    await kind.talk(t, sent, other)
    await gone(sent, other, a, b)
  }
  balanced()
})

test('I2 accept calls the protocol of its target: the handle, then the accept method', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const [sent, other] = plainPair()
  const pipe = new Pipe()
  const log = []
  const target = {
    get [ipcHandle]() {
      log.push('handle')
      return pipe._handle
    },
    [ipcAccept](...args) {
      log.push(['accept', this === target, args.length])
      pipe[ipcAccept]()
      log.push(pipe.write('moved in') ? 'written' : 'not written')
    }
  }
  b.on('handle', () => log.push(b.accept(target) === target))
  const text = receive(other, 8)
  a.write('x', sent)
  await once(b, 'data')
  t.is((await text).toString(), 'moved in')
  t.alike(log, ['handle', ['accept', true, 0], 'written', true])
  await gone(a, b, sent, other, pipe)
  balanced()
})

test('I2 a target without an accept method gets the handle all the same', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const [sent, other] = plainPair()
  const pipe = new Pipe()
  for (const method of [undefined, null, 5]) {
    const target = { [ipcHandle]: pipe._handle, [ipcAccept]: method }
    if (method === undefined) b.once('handle', () => t.is(b.accept(target), target))
    else t.is(thrown(() => b.accept(target)).code, 'EAGAIN')
  }
  a.write('x', sent)
  await once(b, 'data')
  pipe[ipcAccept]()
  await gone(sent)
  await kinds[0].talk(t, pipe, other)
  await gone(a, b, sent, other, pipe)
  balanced()
})

test('I2 I3 only a listener can claim, while it runs, and only once', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const [sent, other] = plainPair()
  const targets = [new Pipe(), new Pipe(), new Pipe()]
  isSystemError(
    t,
    thrown(() => b.accept(targets[0])),
    'EAGAIN',
    'before'
  )
  let late = null
  b.on('handle', () => {
    b.accept(targets[0])
    isSystemError(
      t,
      thrown(() => b.accept(targets[1])),
      'EAGAIN',
      'a second time'
    )
    queueMicrotask(() => (late = thrown(() => b.accept(targets[2]))))
  })
  a.write('x', sent)
  await once(b, 'data')
  await microtasks()
  isSystemError(t, late, 'EAGAIN', 'afterwards')
  await gone(sent)
  await kinds[0].talk(t, targets[0], other)
  await gone(a, b, sent, other, ...targets)
  balanced()
})

test('I1 I2 the second of two listeners can claim what the first has left', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const [sent, other] = plainPair()
  const target = new Pipe()
  const calls = []
  b.on('handle', () => calls.push('first'))
  b.on('handle', () => calls.push(b.accept(target) === target))
  a.write('x', sent)
  await once(b, 'data')
  t.alike(calls, ['first', true])
  await gone(sent)
  await kinds[0].talk(t, target, other)
  await gone(a, b, sent, other, target)
  balanced()
})

test('I1 handles arrive in order, each before the data of its message', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const count = 100
  const log = []
  const others = []
  const targets = []
  b.on('handle', () => {
    log.push('handle')
    targets.push(b.accept(new Pipe()))
  })
  const all = receive(b, count)
  b.on('data', (chunk) => log.push(...chunk))
  for (let i = 0; i < count; i++) {
    const [sent, other] = plainPair()
    others.push(other)
    a.write(Buffer.of(i), sent, () => sent.destroy())
  }
  await all
  t.is(targets.length, count)
  for (let i = 0; i < count; i++) {
    t.ok(log.indexOf(i) > positionOf(log, 'handle', i + 1), `message ${i} after handle ${i}`)
    others[i].write(Buffer.of(i))
    t.is((await once(targets[i], 'data'))[0], i, 'and it is that one')
  }
  await gone(a, b, ...others, ...targets)
  balanced()
})

/** Where `log` says `word` for the `count`th time. */
function positionOf(log, word, count) {
  let position = -1
  while (count-- > 0) position = log.indexOf(word, position + 1)
  return position
}
