const { fs } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, listening, closed } = require('./support/pair')
const { socketPath, exists } = require('./support/directory')
const {
  record,
  quiet,
  serving,
  once,
  collect,
  receive,
  microtasks,
  turns
} = require('./support/events')
const { thrown, isPipeError } = require('./support/errors')
const { stoppedServer } = require('./support/stopped-server')
const { balance } = require('./support/descriptors')

const { Server } = Pipe

/** Listens on a new path, lets one client in and closes everything; the accepted pipe is returned. */
async function letIn(t, server) {
  const path = socketPath(t)
  server.listen(path)
  const connection = once(server, 'connection')
  const client = new Pipe(path)
  const peer = await connection
  client.destroy()
  peer.destroy()
  await Promise.all([closed(client), closed(peer)])
  await new Promise((resolve) => server.close(resolve))
  return peer
}

test('V1 every shape of the constructor', async (t) => {
  const accepted = []
  const cb = (...args) => accepted.push(args)
  for (const args of [[], [{}], [undefined], [cb], [{}, cb], [undefined, cb], [cb, cb]]) {
    accepted.length = 0
    const server = new Server(...args)
    t.alike([server.listening, server.address()], [false, null])
    t.is(server.listenerCount('connection'), args.includes(cb) ? 1 : 0)
    const peer = await letIn(t, server)
    t.is(accepted.length, args.includes(cb) ? 1 : 0)
    for (const call of accepted) {
      t.is(call.length, 1)
      t.is(call[0], peer, 'called with the pipe')
    }
    t.ok(peer instanceof Pipe)
  }
})

test('V1 options go to each accepted pipe', async (t) => {
  const { client, peer } = await connectedPair(t, {
    server: { readBufferSize: 3, allowHalfOpen: false }
  })
  const sizes = []
  peer.on('data', (chunk) => sizes.push(chunk.byteLength))
  const received = receive(peer, 10)
  client.write('0123456789')
  await received
  t.is(Math.max(...sizes), 3)
  const ended = collect(client)
  client.end()
  await ended
  t.pass('the write half of the accepted pipe has ended')
})

test('V1 pauseOnConnect is eagerOpen: false', async (t) => {
  for (const [options, opens] of [
    [{ pauseOnConnect: true }, 0],
    [{ pauseOnConnect: false }, 1],
    [{}, 1],
    [{ eagerOpen: false }, 1]
  ]) {
    const { server, path, close } = listening(t, options)
    const log = []
    server.prependListener('connection', (pipe) => record(pipe, quiet, log))
    const connection = once(server, 'connection')
    const client = new Pipe(path)
    const peer = await connection
    client.write('x')
    await turns(2)
    t.is(log.filter((name) => name === 'open').length, opens, JSON.stringify(options))
    const data = once(peer, 'data')
    t.is((await data).toString(), 'x')
    t.is(log.filter((name) => name === 'open').length, 1)
    client.destroy()
    await closed(client)
    await close()
  }
})

test('V2 every shape of the arguments listens, returns this and calls back once', async (t) => {
  const calls = []
  const cb = (...args) => calls.push(args)
  for (const shape of [
    (path) => [path],
    (path) => [path, cb],
    (path) => [path, 5],
    (path) => [path, 5, cb],
    (path) => [path, 5, {}, cb],
    (path) => [path, undefined, undefined, cb],
    (path) => [path, null, {}, cb],
    (path) => [{ path }],
    (path) => [{ path, backlog: 5 }],
    (path) => [{ path, backlog: null }, cb],
    (path) => [{ path, backlog: 0 }, cb],
    (path) => [path, cb, 'surplus', 5]
  ]) {
    calls.length = 0
    const path = socketPath(t)
    const server = new Server()
    const log = record(server, serving)
    const args = shape(path)
    t.is(server.listen(...args), server, 'returns this')
    t.alike([server.listening, server.address()], [true, path], 'bound at once')
    t.alike(log, [], 'no event yet')
    await microtasks()
    t.alike(log, ['listening'], 'listening in a microtask')
    t.alike(calls, args.includes(cb) ? [[]] : [])
    t.is(server.listenerCount('listening'), 1, 'the callback was a once-listener')
    await letClose(server)
  }
})

function letClose(server) {
  return new Promise((resolve) => server.close(resolve))
}

test('V2 bound at once: a client can connect before listening is emitted', async (t) => {
  const path = socketPath(t)
  const server = new Server()
  const log = record(server, ['listening', 'connection'])
  server.listen(path)
  t.ok(fs.lstatSync(path).isSocket())
  const connection = once(server, 'connection')
  const client = new Pipe(path)
  const peer = await connection
  t.alike(log, ['listening', 'connection:object'])
  client.destroy()
  peer.destroy()
  await letClose(server)
})

test('V2 not listening when it is closed first', async (t) => {
  const server = new Server()
  const log = record(server, serving)
  server.listen(socketPath(t), () => log.push('callback'))
  server.close()
  await once(server, 'close')
  await turns(1)
  t.alike(log, ['close'])
})

/** How many clients find a place in the backlog, and what becomes of two more. */
async function placesIn(t, shape, places) {
  const path = socketPath(t)
  await stoppedServer(t, shape(path))
  const outcomes = []
  for (let i = 0; i < places + 2; i++) {
    const client = new Pipe(path, { readBufferSize: 1 })
    const outcome = new Promise((resolve) => {
      client.once('connect', () => resolve('connected'))
      client.once('error', (err) => resolve(err.code))
    })
    outcomes.push(outcome.then((result) => ({ client, result })))
  }
  const settled = await Promise.all(outcomes)
  for (const { client } of settled) client.destroy()
  await Promise.all(settled.map(({ client }) => closed(client)))
  const failures = settled.map(({ result }) => result).filter((result) => result !== 'connected')
  return [settled.length - failures.length, ...failures]
}

test('V2 the backlog is what was asked for; null, undefined and 0 are 511', async (t) => {
  const system = Number(fs.readFileSync('/proc/sys/net/core/somaxconn', 'utf8'))
  const shapes = [
    [(path) => [path, 5], 5],
    [(path) => [{ path, backlog: 7 }], 7],
    [(path) => [path], 511],
    [(path) => [path, undefined], 511],
    [(path) => [path, null], 511],
    [(path) => [path, 0], 511],
    [(path) => [{ path }], 511],
    [(path) => [{ path, backlog: 0 }], 511],
    [(path) => [{ path, backlog: null }], 511]
  ]
  // Linux lets one more in than the backlog says.
  const results = shapes.map(async ([shape, backlog]) => {
    const places = Math.min(backlog, system) + 1
    t.alike(
      await placesIn(t, shape, places),
      [places, 'EAGAIN', 'EAGAIN'],
      JSON.stringify(shape('path'))
    )
  })
  await Promise.all(results)
})

const invalid = [
  ...[undefined, null, true, 5, 1n, {}, [], () => {}, 'x'.repeat(4097), 'é'.repeat(2049)].map(
    (path) => ['INVALID_PATH', [path]]
  ),
  ...[{ path: undefined }, { path: 5 }, { backlog: 5 }].map((options) => [
    'INVALID_PATH',
    [options]
  ]),
  ...[-1, 1.5, NaN, Infinity, 0x80000000, '5', true, {}, 1n].map((backlog) => [
    'INVALID_ARGUMENT',
    ['PATH', backlog]
  ]),
  ...[-1, 1.5, '5', true, {}].map((backlog) => ['INVALID_ARGUMENT', [{ path: 'PATH', backlog }]])
]

test('V2 invalid arguments throw and leave the server usable', async (t) => {
  const balanced = balance(t)
  const path = socketPath(t)
  const server = new Server()
  const log = record(server, serving)
  let calls = 0
  for (const [code, args] of invalid) {
    isPipeError(
      t,
      thrown(() => server.listen(...args, () => calls++)),
      code,
      code
    )
    t.alike([server.listening, server.address()], [false, null])
  }
  await turns(1)
  t.alike(log, [])
  t.is(server.listenerCount('listening'), 1, 'no callback was kept')
  t.absent(exists(path))
  server.listen(path)
  t.is(server.listening, true)
  await once(server, 'listening')
  await letClose(server)
  t.is(calls, 0)
  balanced()
})

/** Both good and bad arguments have to be refused for the state. */
function refused(t, server, code, when) {
  for (const [, args] of invalid)
    isPipeError(
      t,
      thrown(() => server.listen(...args)),
      code,
      when
    )
  isPipeError(
    t,
    thrown(() => server.listen('/some/path')),
    code,
    when
  )
}

test('V3 listening is SERVER_ALREADY_LISTENING, before arguments are looked at', async (t) => {
  const { server, path } = listening(t)
  refused(t, server, 'SERVER_ALREADY_LISTENING', 'at once')
  await once(server, 'listening')
  refused(t, server, 'SERVER_ALREADY_LISTENING', 'later')
  t.alike([server.listening, server.address()], [true, path])
})

test('V3 closing is SERVER_IS_CLOSED, before arguments are looked at; afterwards it may listen again', async (t) => {
  const { server, client, peer } = await connectedPair(t)
  const closing = once(server, 'close')
  server.close()
  refused(t, server, 'SERVER_IS_CLOSED', 'with a connection left')
  client.destroy()
  peer.destroy()
  await closing
  for (let i = 0; i < 3; i++) {
    const path = socketPath(t)
    server.listen(path)
    t.alike([server.listening, server.address()], [true, path])
    const connection = once(server, 'connection')
    const again = new Pipe(path)
    const accepted = await connection
    again.destroy()
    accepted.destroy()
    await letClose(server)
  }
})

test('V3 the same path may be listened on again', async (t) => {
  const path = socketPath(t)
  const server = new Server()
  for (let i = 0; i < 3; i++) {
    server.listen(path)
    t.ok(exists(path))
    await letClose(server)
    t.absent(exists(path))
  }
})

test('V6 ref and unref before listening, while closing and after', async (t) => {
  const chains = (server, when) => {
    for (const method of ['unref', 'ref', 'unref', 'unref', 'ref'])
      t.is(server[method](), server, `${method} ${when}`)
  }
  const server = new Server()
  chains(server, 'before listening')
  server.listen(socketPath(t))
  chains(server, 'when listening')
  server.close()
  chains(server, 'while closing')
  await once(server, 'close')
  chains(server, 'when closed')
  server.listen(socketPath(t))
  chains(server, 'when listening again')
  await letClose(server)
})

test('V8 createConnection in every shape', async (t) => {
  const { server, path } = listening(t)
  const calls = []
  const cb = (...args) => calls.push(args)
  for (const args of [
    [path],
    [path, cb],
    [path, {}, cb],
    [path, undefined, cb],
    [path, { readBufferSize: 3 }],
    [{ path }],
    [{ path }, cb],
    [{ path, readBufferSize: 3 }, cb]
  ]) {
    calls.length = 0
    const connection = once(server, 'connection')
    const pipe = Pipe.createConnection(...args)
    t.ok(pipe instanceof Pipe)
    t.is(pipe.readyState, 'opening')
    const [peer] = await Promise.all([connection, once(pipe, 'connect')])
    t.alike(calls, args.includes(cb) ? [[]] : [])
    const sizes = []
    pipe.on('data', (chunk) => sizes.push(chunk.byteLength))
    const received = receive(pipe, 10)
    peer.write('0123456789')
    await received
    t.is(
      Math.max(...sizes),
      args.some((arg) => arg && arg.readBufferSize) ? 3 : 10,
      'options go to the pipe'
    )
    pipe.destroy()
    peer.destroy()
    await Promise.all([closed(pipe), closed(peer)])
  }
  isPipeError(
    t,
    thrown(() => Pipe.createConnection(5)),
    'INVALID_PATH'
  )
  isPipeError(
    t,
    thrown(() => Pipe.createConnection({})),
    'INVALID_PATH'
  )
})

test('V8 createServer in every shape', async (t) => {
  let calls = 0
  const cb = () => calls++
  for (const args of [
    [],
    [{}],
    [undefined],
    [cb],
    [{}, cb],
    [undefined, cb],
    [{ readBufferSize: 3 }, cb]
  ]) {
    calls = 0
    const server = Pipe.createServer(...args)
    t.ok(server instanceof Server)
    await letIn(t, server)
    t.is(calls, args.includes(cb) ? 1 : 0)
  }
  isPipeError(
    t,
    thrown(() => Pipe.createServer({ readBufferSize: 0 })),
    'INVALID_ARGUMENT'
  )
})
