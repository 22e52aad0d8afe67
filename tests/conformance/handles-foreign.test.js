// What only a peer that does without the package would send.
const test = require('./support/test')
const { Pipe } = require('./subject')
const { gone } = require('./support/channel')
const { kinds, targetFor } = require('./support/kinds')
const { peer, attached, descriptorCount } = require('./support/peer')
const { record, receive, collect, once, turns } = require('./support/events')
const { command } = require('./support/child')
const { isPipeError, thrown } = require('./support/errors')

/** libuv's number for the type of each descriptor. */
const types = {
  file: 17,
  memory: 17,
  null: 17,
  directory: 0,
  path: 0,
  epoll: 0,
  eventfd: 0,
  'unix datagram': 0,
  fifo: 7,
  unix: 7,
  'unix listening': 7,
  tcp: 12,
  'tcp listening': 12,
  udp: 15
}

test('I1 I4 I5 descriptors of every kind are announced with their types, and closed', async (t) => {
  const extra = await descriptorCount()
  const names = Object.keys(types)
  const { pipe, finished } = peer(t, [['send', 'm', names], ['wait']])
  const log = record(pipe, ['handle', 'data', 'error', 'close'])
  await once(pipe, 'data')
  t.alike(log, [...names.map((name) => `handle:${types[name]}`), 'data:m'])
  await gone(pipe)
  t.is((await finished).code, 0)
  t.is(extra(), 0)
})

test('I5 into a TCP or UDP socket none of them fits but its own kind', async (t) => {
  const extra = await descriptorCount()
  const names = Object.keys(types)
  const { pipe, finished } = peer(t, [['send', 'm', names], ['wait']])
  const targets = []
  const unfit = (type) => kinds.slice(1).filter(({ takes }) => !takes.includes(type))
  pipe.on('handle', (type) => {
    for (const kind of unfit(type)) {
      const target = kind.target()
      isPipeError(
        t,
        thrown(() => pipe.accept(target)),
        'INVALID_IPC_TARGET',
        `${type}`
      )
      targets.push(target)
    }
  })
  t.is((await once(pipe, 'data')).toString(), 'm')
  t.is(targets.length, names.flatMap((name) => unfit(types[name])).length)
  await gone(pipe, ...targets)
  t.is((await finished).code, 0)
  t.is(extra(), 0)
})

for (const name of ['directory', 'path', 'epoll', 'eventfd', 'unix datagram']) {
  test(`I5 a descriptor that no pipe can hold is refused: ${name}`, async (t) => {
    const extra = await descriptorCount()
    const { pipe, finished } = peer(t, [['send', 'm', [name, 'unix']], ['wait']])
    const target = new Pipe()
    const log = record(target, ['error', 'data', 'close'])
    const seen = []
    pipe.on('handle', (type) => {
      seen.push(type)
      const err = thrown(() => pipe.accept(target))
      if (type === 0) isPipeError(t, err, 'INVALID_IPC_TARGET')
      else t.is(err, null, 'the next one can be accepted into the same target')
    })
    await once(pipe, 'data')
    t.alike(seen, [0, 7])
    await turns(4)
    t.alike(log, ['data:from the socket'])
    await gone(target, pipe)
    t.is((await finished).code, 0)
    t.is(extra(), 0)
  })
}

test('I5 a regular file is accepted as one that is opened is: it is read to its end', async (t) => {
  const extra = await descriptorCount()
  const { pipe, finished } = peer(t, [['send', 'm', ['file']], ['wait']])
  const target = new Pipe()
  const content = collect(target)
  pipe.on('handle', () => pipe.accept(target))
  await once(pipe, 'data')
  t.is((await content).toString(), 'from the file')
  await gone(target, pipe)
  t.is((await finished).code, 0)
  t.is(extra(), 0)
})

test('I5 /dev/null takes everything, and is at its end', async (t) => {
  const extra = await descriptorCount()
  const { pipe, finished } = peer(t, [['send', 'm', ['null']], ['wait']])
  const target = new Pipe()
  const content = collect(target)
  pipe.on('handle', () => pipe.accept(target))
  await once(pipe, 'data')
  t.is((await content).toString(), '')
  t.is(await new Promise((resolve) => target.write('gone', resolve)), null)
  await gone(target, pipe)
  t.is((await finished).code, 0)
  t.is(extra(), 0)
})

for (const name of ['unix', 'fifo']) {
  test(`I2 a blocking ${name} of a foreign process is read without blocking`, async (t) => {
    const extra = await descriptorCount()
    const { pipe, finished } = peer(t, [['send', 'm', [name]], ['wait']])
    const target = new Pipe()
    const text = name === 'unix' ? 'from the socket' : 'from the fifo'
    const received = receive(target, text.length)
    pipe.on('handle', () => pipe.accept(target))
    await once(pipe, 'data')
    t.is((await received).toString(), text)
    await turns(2)
    await gone(target, pipe)
    t.is((await finished).code, 0)
    t.is(extra(), 0)
  })
}

test('I2 listening sockets can be accepted, and fail as what they are not', async (t) => {
  const extra = await descriptorCount()
  const { pipe, finished } = peer(t, [['send', 'm', ['unix listening', 'tcp listening']], ['wait']])
  const targets = []
  const errors = []
  pipe.on('handle', (type) => {
    const target = targetFor(type)
    target.on('error', (err) => errors.push(err.code))
    const err = thrown(() => pipe.accept(target))
    if (err !== null) errors.push(err.code)
    targets.push(target)
  })
  await once(pipe, 'data')
  await turns(4)
  t.is(targets.length, 2)
  for (const code of errors) t.ok(['ENOTCONN', 'EINVAL'].includes(code), code)
  await gone(pipe, ...targets)
  t.is((await finished).code, 0)
  t.is(extra(), 0)
})

test('I6 I1 what is sent arrives at a foreign process as the sockets that they are', async (t) => {
  const extra = await descriptorCount()
  const { pipe, finished } = peer(t, [['receive'], ['receive'], ['receive'], ['wait']])
  for (const kind of kinds) {
    const [sent, other] = await kind.pair()
    const written = new Promise((resolve) => pipe.write(kind.name, sent, resolve))
    t.is(await written, null)
    await gone(sent, other)
  }
  pipe.end()
  const { code, lines, stderr } = await finished
  t.is(code, 0, stderr)
  t.alike(lines, [
    { text: 'a pipe', received: ['AF_UNIX SOCK_STREAM'] },
    { text: 'a TCP socket', received: ['AF_INET SOCK_STREAM'] },
    { text: 'a UDP socket', received: ['AF_INET SOCK_DGRAM'] }
  ])
  await gone(pipe)
  t.is(extra(), 0)
})

test('I6 without a descriptor left for it, a handle is not lost in silence', async (t) => {
  const extra = await descriptorCount()
  const { end, subprocess, finished, prints } = attached(
    `exec ${command('lacks-descriptors.js')}`,
    {
      limit: 64
    }
  )
  const pipe = new Pipe({ ipc: true }).open(end)
  t.ok(await prints('"exhausted"'))
  const [sent, other] = await kinds[0].pair()
  pipe.write('m', sent)
  pipe.on('error', () => {})
  const { code, lines, stderr } = await finished
  t.is(code, 0, stderr)
  t.alike(lines.slice(1), [
    { log: ['error:EMFILE', 'close'], error: { name: 'Error', message: 'too many open files' } }
  ])
  await gone(pipe, sent, other, subprocess.stdin)
  t.is(extra(), 0)
})

test('I1 I2 a handle of the last message before the end', async (t) => {
  const extra = await descriptorCount()
  const steps = [['send', 'm', ['unix']], ['end'], ['wait']]
  const { pipe, finished } = peer(t, steps)
  const log = record(pipe, ['handle', 'data', 'end'])
  const target = new Pipe()
  pipe.once('handle', () => pipe.accept(target))
  await once(pipe, 'end')
  t.alike(log, ['handle:7', 'data:m', 'end'])
  t.is((await receive(target, 15)).toString(), 'from the socket')
  await gone(pipe, target)
  t.is((await finished).code, 0)
  t.is(extra(), 0)
})
