const test = require('./support/test')
const { Pipe } = require('./subject')
const { channel, plainPair, gone } = require('./support/channel')
const { peer, descriptorCount } = require('./support/peer')
const { kinds } = require('./support/kinds')
const { record, receive, collect, once, turns } = require('./support/events')
const { closed } = require('./support/pair')
const { isSystemError } = require('./support/errors')
const { run } = require('./support/child')

const held = 64

test('I4 what no listener claims is closed before the data of its message', async (t) => {
  const extra = await descriptorCount()
  for (const listener of [null, () => {}]) {
    const [a, b] = channel(t)
    if (listener !== null) b.on('handle', listener)
    for (const kind of kinds) {
      const [sent, other] = await kind.pair()
      const before = extra()
      const after = new Promise((resolve) => b.once('data', () => resolve(extra())))
      a.write('message', sent)
      t.is(await after, before, kind.name)
      await gone(sent, other)
    }
    await gone(a, b)
  }
  t.is(extra(), 0)
})

test('I4 an unclaimed one does not keep its peer waiting, nor the next one from arriving', async (t) => {
  const extra = await descriptorCount()
  const [a, b] = channel(t)
  const types = record(b, ['handle', 'data'])
  const [sent, other] = plainPair()
  const ended = once(other, 'end')
  other.resume()
  a.write('1', sent, () => sent.destroy())
  await ended
  const [second, far] = await kinds[1].pair()
  const target = kinds[1].target()
  b.once('handle', () => b.accept(target))
  a.write('2', second)
  await once(b, 'data')
  t.alike(types, ['handle:7', 'data:1', 'handle:12', 'data:2'])
  await gone(second)
  await kinds[1].talk(t, target, far)
  await gone(a, b, sent, other, target, far)
  t.is(extra(), 0)
})

test('I4 one whose listener throws is closed, and the pipe goes on', async (t) => {
  const { code, lines, stderr } = await run('throws-at-handle.js')
  t.is(code, 0, stderr)
  t.alike(lines, [{ uncaught: ['first', 'second'], data: 'abc', handles: 3, left: 0 }])
})

test('I4 those of a pipe that is destroyed by its listener are closed with it', async (t) => {
  const extra = await descriptorCount()
  const { pipe, finished } = peer(t, [['send', 'm', [['eventfd', 20]]], ['wait']])
  let handles = 0
  pipe.on('handle', () => {
    if (++handles === 3) pipe.destroy()
  })
  const log = record(pipe, ['data', 'error', 'end', 'close'])
  await closed(pipe)
  t.is((await finished).code, 0)
  t.is(handles, 3)
  t.alike(log, ['close'])
  t.is(extra(), 0)
})

test('I4 64 in one message arrive one after the other', async (t) => {
  const extra = await descriptorCount()
  const { pipe, finished } = peer(t, [['send', 'm', [['unix', held]]], ['wait']])
  const targets = []
  pipe.on('handle', (type) => {
    t.is(type, Pipe.constants.handle.NAMED_PIPE)
    targets.push(pipe.accept(new Pipe({ eagerOpen: false })))
  })
  t.is((await once(pipe, 'data')).toString(), 'm')
  t.is(targets.length, held)
  await gone(pipe, ...targets)
  t.is((await finished).code, 0)
  t.is(extra(), 0)
})

test('I4 no more than 64 are held, however many are sent', async (t) => {
  const extra = await descriptorCount()
  const steps = []
  for (let i = 0; i < 40; i++) steps.push(['send', 'm', [['eventfd', held]]])
  const { pipe, finished } = peer(t, [...steps, ['wait']])
  const base = extra()
  let most = 0
  let handles = 0
  pipe.on('handle', () => {
    handles++
    most = Math.max(most, extra() - base)
  })
  t.is((await receive(pipe, 40)).toString(), 'm'.repeat(40))
  t.is(handles, 40 * held)
  t.ok(most > 0 && most <= held, `${most} at a time`)
  await gone(pipe)
  t.is((await finished).code, 0)
  t.is(extra(), 0)
})

test('I4 nor while the pipe is paused', async (t) => {
  const extra = await descriptorCount()
  const steps = []
  for (let i = 0; i < 40; i++) steps.push(['send', 'm', [['eventfd', 16]]])
  const { pipe, finished } = peer(t, [...steps, ['wait']])
  const base = extra()
  let most = 0
  const look = () => (most = Math.max(most, extra() - base))
  pipe.on('handle', look)
  const all = receive(pipe, 40)
  pipe.on('data', async () => {
    pipe.pause()
    look()
    await turns(2)
    look()
    pipe.resume()
  })
  t.is((await all).toString(), 'm'.repeat(40))
  t.ok(most > 0 && most <= held, `${most} at a time`)
  await gone(pipe)
  t.is((await finished).code, 0)
  t.is(extra(), 0)
})

test('I4 I6 of 253 in one message 64 are announced, and the loss of the others is an error', async (t) => {
  const extra = await descriptorCount()
  const { pipe, finished } = peer(t, [['send', 'm', [['eventfd', 253]]], ['wait']])
  const base = extra()
  let handles = 0
  let most = 0
  pipe.on('handle', () => {
    handles++
    most = Math.max(most, extra() - base)
  })
  const error = once(pipe, 'error')
  const log = record(pipe, ['data', 'error', 'end', 'close'])
  isSystemError(t, await error, 'EMFILE')
  await closed(pipe)
  t.is(handles, held)
  t.ok(most <= held, `${most} at a time`)
  t.alike(log, ['error:EMFILE', 'close'])
  t.is((await finished).code, 0)
  t.is(extra(), 0)
})

test('I4 messages without handles between those with them', async (t) => {
  const extra = await descriptorCount()
  const { pipe, finished } = peer(t, [
    ['send', 'one '],
    ['send', 'two ', ['unix']],
    ['send', 'three '],
    ['send', 'four ', ['udp', 'unix', 'tcp']],
    ['send', 'five'],
    ['end'],
    ['wait']
  ])
  const types = record(pipe, ['handle'])
  t.is((await collect(pipe)).toString(), 'one two three four five')
  t.alike(types, ['handle:7', 'handle:15', 'handle:7', 'handle:12'])
  await gone(pipe)
  t.is((await finished).code, 0)
  t.is(extra(), 0)
})
