const { AbortController } = require('./support/platform')
const test = require('./support/test')
const FakeSignal = require('./support/fake-signal')
const { Pipe } = require('./subject')
const { listening, closed } = require('./support/pair')
const { socketPath, exists } = require('./support/directory')
const { balance } = require('./support/descriptors')
const { record, once, microtasks, turns } = require('./support/events')
const { thrown, isPipeError } = require('./support/errors')

const { Server } = Pipe
const events = ['connect', 'end', 'error', 'close']
const methods = { addEventListener() {}, removeEventListener() {} }
const invalid = [
  ...[0, 1, '', 'signal', true, false, 1n, Symbol('x'), () => {}, {}, [], { aborted: true }],
  { addEventListener() {} },
  { removeEventListener() {} },
  { ...methods, addEventListener: true },
  Object.assign(() => {}, methods)
]

/** Every way to connect with a signal. */
const shapes = [
  (pipe, path, signal) => pipe.connect(path, { signal }),
  (pipe, path, signal) => pipe.connect(path, { signal }, () => {}),
  (pipe, path, signal) => pipe.connect({ path, signal }),
  (pipe, path, signal) => pipe.connect({ path, signal }, () => {}),
  (pipe, path, signal) => Pipe.createConnection(path, { signal }),
  (pipe, path, signal) => Pipe.createConnection(path, { signal }, () => {}),
  (pipe, path, signal) => Pipe.createConnection({ path, signal }),
  (pipe, path, signal) => Pipe.createConnection({ path, signal }, () => {})
]

test('X3 an abort while connecting: no connect, the reason as error, close', async (t) => {
  const balanced = balance(t)
  const { path, accepted, close } = listening(t)
  for (const connect of shapes) {
    const signal = new FakeSignal()
    const pipe = connect(new Pipe(), path, signal)
    const log = record(pipe, events)
    const failed = once(pipe, 'error')
    t.is(signal.listenerCount, 1)
    const reason = new Error('reason')
    signal.abort(reason)
    t.is(signal.listenerCount, 0)
    t.is(pipe.destroying, true, 'destroyed at once')
    t.is(await failed, reason, 'the very reason')
    await closed(pipe)
    t.alike(log, ['error:reason', 'close'])
  }
  await close()
  t.ok(accepted.length <= shapes.length)
  balanced()
})

test('X3 aborted already: destroyed in a microtask, nothing is connected to', async (t) => {
  const { path, accepted } = listening(t)
  for (const connect of shapes) {
    const signal = new FakeSignal()
    const reason = new Error('reason')
    signal.abort(reason)
    const pipe = connect(new Pipe(), path, signal)
    const log = record(pipe, events)
    const failed = once(pipe, 'error')
    t.alike([pipe.connecting, pipe.readyState, pipe.destroying], [true, 'opening', false])
    isPipeError(
      t,
      thrown(() => pipe.connect(path)),
      'PIPE_ALREADY_CONNECTED'
    )
    await microtasks()
    t.is(pipe.destroying, true)
    t.is(await failed, reason)
    await closed(pipe)
    t.alike(log, ['error:reason', 'close'])
    t.is(signal.listenerCount, 0)
  }
  await turns(4)
  t.is(accepted.length, 0)
})

test('X3 an abort at any time until the pipe is closed', async (t) => {
  const { path, server } = listening(t)
  for (const connect of shapes) {
    const signal = new FakeSignal()
    const connection = once(server, 'connection')
    const pipe = connect(new Pipe(), path, signal)
    const log = record(pipe, events)
    const failed = once(pipe, 'error')
    const [peer] = await Promise.all([connection, once(pipe, 'connect')])
    t.is(signal.listenerCount, 1, 'still listened to')
    const ended = once(peer, 'end')
    peer.resume()
    signal.abort('a reason of any kind')
    t.is(await failed, 'a reason of any kind')
    await Promise.all([closed(pipe), ended])
    t.alike(log, ['connect', 'error:a reason of any kind', 'close'])
    t.is(signal.listenerCount, 0)
  }
})

test('X3 an abort while ending cuts the end short', async (t) => {
  const { path, server } = listening(t, { pauseOnConnect: true })
  const signal = new FakeSignal()
  const connection = once(server, 'connection')
  const pipe = new Pipe()
  pipe.connect(path, { signal })
  const log = record(pipe, ['finish', 'error', 'close'])
  await Promise.all([connection, once(pipe, 'connect')])
  pipe.end(Buffer.alloc(4 << 20))
  await turns(2)
  signal.abort(new Error('reason'))
  await closed(pipe)
  t.alike(log, ['error:reason', 'close'])
})

test('X3 without a reason there is only close', async (t) => {
  const { path } = listening(t)
  const signal = new FakeSignal()
  const pipe = new Pipe()
  const log = record(pipe, events)
  pipe.connect(path, { signal })
  signal.abort()
  await closed(pipe)
  t.alike(log, ['close'])
})

test('X3 a closed pipe has left the signal, which many may share', async (t) => {
  const { path } = listening(t)
  const signal = new FakeSignal()
  const pipes = []
  for (let i = 0; i < 5; i++) pipes.push(new Pipe().connect(path, { signal }))
  const connected = Promise.all(pipes.map((pipe) => once(pipe, 'connect')))
  const missing = new Pipe().connect(`${path}-missing`, { signal })
  t.is(signal.listenerCount, 6)
  t.is((await once(missing, 'error')).code, 'ENOENT')
  await closed(missing)
  t.is(signal.listenerCount, 5, 'a connect that failed')
  await connected
  const counts = []
  pipes[0].on('close', () => counts.push(signal.listenerCount))
  pipes[0].destroy()
  await closed(pipes[0])
  t.alike(counts, [4], 'before close is emitted')
  const logs = pipes.map((pipe) => record(pipe, events))
  signal.abort(new Error('reason'))
  await Promise.all(pipes.map(closed))
  t.alike(logs, [[], ...new Array(4).fill(['error:reason', 'close'])])
  t.is(signal.listenerCount, 0)
})

test('X3 null and undefined are no signal', async (t) => {
  const { path, server } = listening(t)
  for (const signal of [null, undefined]) {
    for (const connect of shapes) {
      const connection = once(server, 'connection')
      const pipe = connect(new Pipe(), path, signal)
      await Promise.all([connection, once(pipe, 'connect')])
      t.is(pipe.readyState, 'open')
      pipe.destroy()
      await closed(pipe)
    }
  }
})

test('X3 an invalid signal throws after the other checks, and changes nothing', async (t) => {
  const { path, server } = listening(t)
  const pipe = new Pipe()
  const log = record(pipe, events)
  for (const signal of invalid) {
    for (const connect of shapes) {
      const about = `${typeof signal}, ${connect}`
      isPipeError(
        t,
        thrown(() => connect(pipe, path, signal)),
        'INVALID_ARGUMENT',
        about
      )
      isPipeError(
        t,
        thrown(() => connect(pipe, 5, signal)),
        'INVALID_PATH',
        about
      )
    }
    t.alike([pipe.connecting, pipe.readyState], [false, 'closed'])
  }
  t.is(pipe.listenerCount('connect'), 1, 'no callback was kept')
  const connection = once(server, 'connection')
  pipe.connect(path)
  isPipeError(
    t,
    thrown(() => pipe.connect(path, { signal: 5 })),
    'PIPE_ALREADY_CONNECTED'
  )
  await Promise.all([connection, once(pipe, 'connect')])
  t.alike(log, ['connect'])
  pipe.destroy()
})

test('X3 the options are looked at once', async (t) => {
  const { path } = listening(t)
  for (const connect of [
    (options) => new Pipe().connect(options),
    (options) => new Pipe().connect(path, options),
    (options) => Pipe.createConnection(options)
  ]) {
    let looks = 0
    const options = {
      path,
      get signal() {
        looks++
        return null
      }
    }
    const pipe = connect(options)
    t.is(looks, 1)
    pipe.destroy()
    await closed(pipe)
  }
})

test('X3 options that are no object are none, and no descriptor either', async (t) => {
  const { path, server } = listening(t)
  for (const options of [null, 0, 'signal', true]) {
    const connection = once(server, 'connection')
    const pipe = Pipe.createConnection(path, options)
    await Promise.all([connection, once(pipe, 'connect')])
    t.is(pipe.readyState, 'open', String(options))
    pipe.destroy()
    await closed(pipe)
  }
})

test('X3 a signal of the AbortController that the runtime has', async (t) => {
  const { path } = listening(t)
  const controller = new AbortController()
  const pipe = new Pipe().connect(path, { signal: controller.signal })
  await once(pipe, 'connect')
  const failed = once(pipe, 'error')
  controller.abort()
  const err = await failed
  t.is(err.name, 'AbortError')
  t.is(err, controller.signal.reason)
  await closed(pipe)

  const server = new Server()
  const log = record(server, ['listening', 'error', 'close'])
  server.listen(socketPath(t), 5, { signal: controller.signal })
  await once(server, 'close')
  t.alike(log, ['close'])
})

/** Every way to listen with a signal. */
const listens = [
  (server, path, signal, cb) => server.listen(path, 5, { signal }),
  (server, path, signal, cb) => server.listen(path, 5, { signal }, cb),
  (server, path, signal, cb) => server.listen({ path, signal }),
  (server, path, signal, cb) => server.listen({ path, signal }, cb)
]

test('X3 an abort closes the server', async (t) => {
  const balanced = balance(t)
  for (const listen of listens) {
    const path = socketPath(t)
    const signal = new FakeSignal()
    const server = new Server()
    const log = record(server, ['listening', 'error', 'close'])
    t.is(listen(server, path, signal), server)
    await once(server, 'listening')
    t.is(signal.listenerCount, 1)
    signal.abort(new Error('reason'))
    t.alike([server.listening, server.closing], [false, true])
    await once(server, 'close')
    t.alike(log, ['listening', 'close'], 'no error')
    t.is(signal.listenerCount, 0)
    t.absent(exists(path))
  }
  balanced()
})

test('X3 an abort before listening is emitted', async (t) => {
  const signal = new FakeSignal()
  const server = new Server()
  const log = record(server, ['listening', 'error', 'close'])
  server.listen({ path: socketPath(t), signal }, () => log.push('callback'))
  signal.abort()
  await once(server, 'close')
  await turns(1)
  t.alike(log, ['close'])
})

test('X3 an aborted server waits for its connections, as after close()', async (t) => {
  const signal = new FakeSignal()
  const path = socketPath(t)
  const server = new Server()
  const log = record(server, ['close'])
  server.listen({ path, signal })
  const connection = once(server, 'connection')
  const client = new Pipe(path)
  const peer = await connection
  signal.abort()
  const data = once(client, 'data')
  peer.write('still here')
  t.is((await data).toString(), 'still here')
  t.alike(log, [])
  const stopped = once(server, 'close')
  client.destroy()
  peer.destroy()
  await Promise.all([stopped, closed(client)])
  t.alike(log, ['close'])
})

test('X3 aborted already: the server never listens, and can listen again', async (t) => {
  const balanced = balance(t)
  for (const listen of listens) {
    const path = socketPath(t)
    const signal = new FakeSignal()
    signal.abort(new Error('reason'))
    const server = new Server()
    const log = record(server, ['listening', 'error', 'close'])
    t.is(
      listen(server, path, signal, () => log.push('callback')),
      server
    )
    t.alike([server.listening, server.closing, server.address()], [false, true, null])
    t.absent(exists(path))
    t.is(server.listenerCount('listening'), 1, 'no callback is kept')
    await once(server, 'close')
    await microtasks()
    t.alike(log, ['close'])
    t.is(signal.listenerCount, 0)

    server.listen(path)
    await once(server, 'listening')
    t.alike(log, ['close', 'listening'])
    await new Promise((resolve) => server.close(resolve))
  }
  balanced()
})

test('X3 a server leaves its signal when it closes, and when it cannot be bound', async (t) => {
  const path = socketPath(t)
  const [first, second] = [new FakeSignal(), new FakeSignal()]
  const server = new Server()
  const rival = new Server()
  rival.on('error', () => {})
  server.listen({ path, signal: first })
  rival.listen({ path, signal: first })
  t.is(first.listenerCount, 2)
  t.is((await once(rival, 'error')).code, 'EADDRINUSE')
  t.is(first.listenerCount, 1)
  await new Promise((resolve) => server.close(resolve))
  t.is(first.listenerCount, 0)

  server.listen({ path, signal: second })
  first.abort()
  t.is(server.listening, true, 'the signal of an earlier listen() means nothing any more')
  second.abort()
  t.is(server.listening, false)
  await once(server, 'close')
})

test('X3 an invalid signal leaves the server usable', async (t) => {
  const path = socketPath(t)
  const server = new Server()
  for (const signal of invalid) {
    for (const listen of listens) {
      const about = `${typeof signal}, ${listen}`
      isPipeError(
        t,
        thrown(() => listen(server, path, signal, () => {})),
        'INVALID_ARGUMENT',
        about
      )
      isPipeError(
        t,
        thrown(() => listen(server, 5, signal, () => {})),
        'INVALID_PATH',
        about
      )
    }
  }
  t.alike([server.listening, server.closing, exists(path)], [false, false, false])
  t.is(server.listenerCount('listening'), 0)
  for (const signal of [null, undefined]) {
    server.listen({ path, signal })
    await once(server, 'listening')
    await new Promise((resolve) => server.close(resolve))
  }
})
