const test = require('./support/test')
const { Pipe } = require('./subject')
const { listening, closed } = require('./support/pair')
const { record, quiet, once, microtasks, turns } = require('./support/events')
const { thrown, isPipeError } = require('./support/errors')
const { balance } = require('./support/descriptors')

test('N1 every shape of the arguments connects, returns this and calls back once', async (t) => {
  const { path, server } = listening(t)
  const calls = []
  const cb = (...args) => calls.push(args)
  const shapes = [
    [path],
    [path, cb],
    [path, {}, cb],
    [path, undefined, cb],
    [{ path }],
    [{ path }, cb],
    [path, { path: '/elsewhere' }, cb],
    [path, cb, 'surplus', 5],
    [path, {}, cb, 'surplus', () => t.fail('a surplus argument is called')],
    [{ path }, cb, cb]
  ]
  for (const shape of shapes) {
    calls.length = 0
    const pipe = new Pipe()
    const log = record(pipe, ['connect'])
    const connection = once(server, 'connection')
    t.is(pipe.connect(...shape), pipe, 'returns this')
    t.is(calls.length, 0, 'never calls back at once')
    await Promise.all([once(pipe, 'connect'), connection])
    t.alike(calls, shape.includes(cb) ? [[]] : [], 'called once, with nothing')
    t.alike(log, ['connect'])
    t.is(pipe.listenerCount('connect'), 1, 'the callback was a once-listener')
    pipe.destroy()
    await closed(pipe)
  }
})

test('N1 the callback is a listener of connect, in order of registration', async (t) => {
  const { path } = listening(t)
  const pipe = new Pipe()
  const order = []
  pipe.on('connect', () => order.push('before'))
  pipe.connect(path, function () {
    order.push('callback')
    t.is(this, pipe, 'called on the pipe')
  })
  t.is(pipe.listenerCount('connect'), 2)
  pipe.on('connect', () => order.push('after'))
  await once(pipe, 'connect')
  t.alike(order, ['before', 'callback', 'after'])
  pipe.destroy()
  await closed(pipe)
})

test('N1 the callback is not called on failure', async (t) => {
  for (const path of ['/nowhere/at/all', 'a\0b', '']) {
    let calls = 0
    const pipe = new Pipe().connect(path, () => calls++)
    const log = record(pipe, quiet)
    await closed(pipe)
    await turns(1)
    t.is(calls, 0)
    t.is(log.length, 2)
  }
})

const unusable = [
  undefined,
  null,
  true,
  5,
  1n,
  Symbol('path'),
  () => '/path',
  {},
  [],
  ['/path'],
  new Uint8Array(3),
  { path: undefined },
  { path: null },
  { path: 5 },
  { path: { toString: () => '/path' } },
  'x'.repeat(4097),
  'é'.repeat(2049),
  '\u{1f600}'.repeat(1025),
  { path: 'x'.repeat(4097) }
]

test('N2 a path that is no string, or over 4096 bytes, is INVALID_PATH and changes nothing', async (t) => {
  const balanced = balance(t)
  const { path, server, close } = listening(t)
  const pipe = new Pipe()
  const log = record(pipe, quiet)
  let calls = 0
  for (const value of unusable) {
    isPipeError(
      t,
      thrown(() => pipe.connect(value, () => calls++)),
      'INVALID_PATH'
    )
    t.alike([pipe.connecting, pipe.pending, pipe.readyState], [false, true, 'closed'])
  }
  await turns(1)
  t.alike(log, [], 'no event')
  t.is(pipe.listenerCount('connect'), 1, 'no callback was kept')
  const connection = once(server, 'connection')
  pipe.connect(path)
  await Promise.all([once(pipe, 'connect'), connection])
  t.is(pipe.readyState, 'open', 'the pipe is usable')
  t.is(calls, 0)
  pipe.destroy()
  await closed(pipe)
  await close()
  balanced()
})

test('N2 4096 bytes of UTF-8 are a path like another', async (t) => {
  for (const path of ['x'.repeat(4096), 'é'.repeat(2048), '\u{1f600}'.repeat(1024)]) {
    const pipe = new Pipe()
    const log = record(pipe, quiet)
    t.is(
      thrown(() => pipe.connect(path)),
      null
    )
    await closed(pipe)
    t.alike(log, ['error:EINVAL', 'close'])
  }
})

/** Both methods, with arguments that are no good, have to complain about the state first. */
function refused(t, pipe, code, when) {
  for (const value of ['/path', 5, '', undefined]) {
    isPipeError(
      t,
      thrown(() => pipe.connect(value)),
      code,
      `connect(${value}) ${when}`
    )
  }
  for (const value of [0, -1, 'x', undefined]) {
    isPipeError(
      t,
      thrown(() => pipe.open(value)),
      code,
      `open(${value}) ${when}`
    )
  }
}

test('N4 connecting and connected are PIPE_ALREADY_CONNECTED, before the arguments are looked at', async (t) => {
  const { path } = listening(t)
  const pipe = new Pipe().connect(path)
  refused(t, pipe, 'PIPE_ALREADY_CONNECTED', 'while connecting')
  await once(pipe, 'connect')
  refused(t, pipe, 'PIPE_ALREADY_CONNECTED', 'when connected')
  t.is(pipe.readyState, 'open', 'nothing has happened to it')
  pipe.destroy()
  await closed(pipe)
})

test('N4 an opened pipe is PIPE_ALREADY_CONNECTED', async (t) => {
  const fds = Pipe.pipe()
  const pipes = fds.map((fd) => new Pipe(fd))
  for (const pipe of pipes) refused(t, pipe, 'PIPE_ALREADY_CONNECTED', 'when open')
  for (const pipe of pipes) pipe.destroy()
  await Promise.all(pipes.map(closed))
})

test('N4 closing and closed are PIPE_IS_CLOSED, before the arguments are looked at', async (t) => {
  const { path } = listening(t)
  const fresh = new Pipe()
  fresh.destroy()
  refused(t, fresh, 'PIPE_IS_CLOSED', 'when destroyed')

  const connecting = new Pipe().connect(path)
  connecting.destroy()
  refused(t, connecting, 'PIPE_IS_CLOSED', 'when destroyed while connecting')

  const connected = new Pipe().connect(path)
  await once(connected, 'connect')
  connected.destroy()
  refused(t, connected, 'PIPE_IS_CLOSED', 'when destroyed after connect')

  await Promise.all([fresh, connecting, connected].map(closed))
  for (const pipe of [fresh, connecting, connected])
    refused(t, pipe, 'PIPE_IS_CLOSED', 'when closed')
})

test('N4 a failed connect is PIPE_ALREADY_CONNECTED until it has settled, PIPE_IS_CLOSED afterwards', async (t) => {
  for (const path of ['/nowhere/at/all', 'a\0b']) {
    const pipe = new Pipe().connect(path)
    refused(t, pipe, 'PIPE_ALREADY_CONNECTED', 'while it settles')
    await once(pipe, 'error')
    refused(t, pipe, 'PIPE_IS_CLOSED', 'when it has failed')
    await closed(pipe)
    refused(t, pipe, 'PIPE_IS_CLOSED', 'when it is closed')
  }
})

test('N4 after a failed open it is PIPE_IS_CLOSED at once', async (t) => {
  const pipe = new Pipe().open(9999)
  refused(t, pipe, 'PIPE_IS_CLOSED', 'at once')
  await once(pipe, 'error')
  await closed(pipe)
  refused(t, pipe, 'PIPE_IS_CLOSED', 'when closed')
})

test('N5 the order of a client whose server ends first', async (t) => {
  const { path, server } = listening(t)
  const connection = once(server, 'connection')
  const pipe = new Pipe().connect(path)
  const log = record(pipe, [...quiet, 'data'])
  pipe.on('end', () => pipe.end())
  const peer = await connection
  peer.end('hi')
  await closed(pipe)
  t.alike(log, ['open', 'connect', 'data:hi', 'end', 'finish', 'close'])
})

test('N5 the order of a client that ends first', async (t) => {
  const { path, server } = listening(t)
  const connection = once(server, 'connection')
  const pipe = new Pipe().connect(path)
  const log = record(pipe, [...quiet, 'data'])
  pipe.end()
  const peer = await connection
  peer.resume()
  await once(peer, 'end')
  peer.end('hi')
  await closed(pipe)
  t.alike(log, ['open', 'connect', 'finish', 'data:hi', 'end', 'close'])
})

test('N5 destroyed with a connect in flight: no connect, one close', async (t) => {
  const balanced = balance(t)
  const { path, close } = listening(t)
  for (const when of ['at once', 'in a microtask']) {
    for (const eagerOpen of [true, false]) {
      let calls = 0
      const pipe = new Pipe({ eagerOpen }).connect(path, () => calls++)
      const log = record(pipe, quiet)
      if (when === 'in a microtask') await null
      pipe.destroy()
      t.is(pipe.connecting, false)
      await closed(pipe)
      await microtasks()
      await turns()
      t.alike(log, ['close'], when)
      t.is(calls, 0)
    }
  }
  await close()
  balanced()
})

test('N5 destroyed with a connect in flight that would fail', async (t) => {
  const balanced = balance(t)
  for (const path of ['/nowhere/at/all', 'a\0b']) {
    const pipe = new Pipe().connect(path)
    const log = record(pipe, quiet)
    pipe.destroy()
    await closed(pipe)
    await turns()
    t.alike(log, ['close'])
  }
  balanced()
})
