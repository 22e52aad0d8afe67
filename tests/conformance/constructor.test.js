const { fs } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, listening, closed } = require('./support/pair')
const { socketPath } = require('./support/directory')
const { record, quiet, once, receive, turns } = require('./support/events')
const { thrown, isPipeError, isSystemError } = require('./support/errors')
const { balance, targetOf } = require('./support/descriptors')
const { collected, collectGarbage } = require('./support/garbage')

/** What the constructor has begun by the time it returns. */
function begun(pipe) {
  return [pipe.connecting, pipe.pending, pipe.readyState]
}

const nothing = [false, true, 'closed']

test('C1 anything but an object, a number or a string is ignored', async (t) => {
  for (const first of [undefined, null, true, false, Symbol('x'), 1n, () => '/path']) {
    const pipe = new Pipe(first)
    const log = record(pipe, quiet)
    t.alike(begun(pipe), nothing, typeof first)
    await turns(1)
    pipe.destroy()
    await closed(pipe)
    t.alike(log, ['close'])
  }
  t.alike(begun(new Pipe()), nothing, 'no argument')
})

test('C1 an object as first argument is the options, and the second is not looked at', (t) => {
  isPipeError(
    t,
    thrown(() => new Pipe({ readBufferSize: 0 })),
    'INVALID_ARGUMENT'
  )
  t.is(
    thrown(() => new Pipe({}, { readBufferSize: 0 })),
    null
  )
  t.alike(
    begun(new Pipe({ path: '/some/path', fd: 0 })),
    nothing,
    'path and fd are no options of it'
  )
})

test('C1 otherwise the second argument is the options', (t) => {
  for (const first of [undefined, null, true, '/some/path', 0]) {
    isPipeError(
      t,
      thrown(() => new Pipe(first, { readBufferSize: 0 })),
      'INVALID_ARGUMENT',
      String(first)
    )
  }
})

test('C1 a number is a descriptor to open', async (t) => {
  const balanced = balance(t)
  const [read, write] = Pipe.pipe()
  const reader = new Pipe(read, { eagerOpen: true })
  t.alike(begun(reader), [false, false, 'readOnly'])
  const writer = new Pipe(write)
  t.alike(begun(writer), [false, false, 'writeOnly'])
  const received = receive(reader, 2)
  writer.write('hi')
  t.is((await received).toString(), 'hi')
  writer.end()
  await Promise.all([closed(reader), closed(writer)])
  balanced()
})

test('C1 a string is a path to connect to', async (t) => {
  const { path, server } = listening(t)
  const connection = once(server, 'connection')
  const pipe = new Pipe(path)
  t.alike(begun(pipe), [true, true, 'opening'])
  await Promise.all([once(pipe, 'connect'), connection])
  t.alike(begun(pipe), [false, false, 'open'])
  pipe.destroy()
  await closed(pipe)
})

test("C1 also ''", async (t) => {
  const pipe = new Pipe('')
  const log = record(pipe, quiet)
  t.alike(begun(pipe), [true, true, 'opening'])
  isSystemError(t, await once(pipe, 'error'), 'EINVAL')
  await closed(pipe)
  t.alike(log, ['error:EINVAL', 'close'])
})

test('C2 a readBufferSize that is no integer from 1 to 0x7fffffff is INVALID_ARGUMENT', (t) => {
  const balanced = balance(t)
  for (const size of [
    0,
    -1,
    1.5,
    NaN,
    Infinity,
    0x80000000,
    2 ** 53,
    '1',
    '',
    true,
    null,
    {},
    [],
    1n,
    Symbol('x')
  ]) {
    const options = { readBufferSize: size }
    isPipeError(
      t,
      thrown(() => new Pipe(options)),
      'INVALID_ARGUMENT',
      `Pipe ${String(size)}`
    )
    isPipeError(
      t,
      thrown(() => new Pipe.Server(options)),
      'INVALID_ARGUMENT',
      `Server ${String(size)}`
    )
    isPipeError(
      t,
      thrown(() => Pipe.createServer(options)),
      'INVALID_ARGUMENT',
      `createServer ${String(size)}`
    )
    isPipeError(
      t,
      thrown(() => Pipe.createConnection('/x', options)),
      'INVALID_ARGUMENT',
      `createConnection ${String(size)}`
    )
  }
  balanced()
})

test('C2 the bounds and undefined are accepted', (t) => {
  for (const readBufferSize of [1, 0x7fffffff, undefined]) {
    t.is(
      thrown(() => new Pipe({ readBufferSize }).destroy()),
      null,
      `Pipe ${readBufferSize}`
    )
    t.is(
      thrown(() => new Pipe.Server({ readBufferSize })),
      null,
      `Server ${readBufferSize}`
    )
  }
})

test('C2 undefined is 65536', async (t) => {
  for (const options of [undefined, {}, { readBufferSize: undefined }]) {
    const { client, peer, close } = await connectedPair(t, { client: options })
    const sizes = []
    const total = 512 * 1024
    client.on('data', (chunk) => sizes.push(chunk.byteLength))
    const received = receive(client, total)
    client.pause()
    peer.write(Buffer.alloc(total))
    await turns(4)
    client.resume()
    t.is((await received).byteLength, total)
    t.is(Math.max(...sizes), 65536)
    await close()
  }
})

test('C3 allowHalfOpen is coerced to a boolean', async (t) => {
  for (const [value, half] of [
    [undefined, true],
    [true, true],
    [1, true],
    ['no', true],
    [false, false],
    [0, false],
    ['', false],
    [null, false]
  ]) {
    const { client, peer, close } = await connectedPair(t, { client: { allowHalfOpen: value } })
    const finished = record(client, ['finish'])
    client.resume()
    peer.resume()
    const ended = once(client, 'end')
    peer.end()
    await ended
    await turns(2)
    t.is(finished.length, half ? 0 : 1, String(value))
    await close()
  }
})

test('C3 eagerOpen is coerced to a boolean', async (t) => {
  for (const [value, eager] of [
    [undefined, true],
    [true, true],
    [1, true],
    ['no', true],
    [false, false],
    [0, false],
    ['', false],
    [null, false]
  ]) {
    const { client, close } = await connectedPair(t, { client: { eagerOpen: value } })
    const log = record(client, ['open'])
    const { server, path } = listening(t)
    const pipe = new Pipe({ eagerOpen: value })
    record(pipe, ['open'], log)
    const connection = once(server, 'connection')
    pipe.connect(path)
    await Promise.all([once(pipe, 'connect'), connection])
    await turns(2)
    t.is(log.length, eager ? 1 : 0, String(value))
    pipe.destroy()
    await closed(pipe)
    await close()
  }
})

test('C3 ipc is coerced to a boolean', async (t) => {
  for (const [value, ipc] of [
    [undefined, false],
    [false, false],
    [0, false],
    ['', false],
    [null, false],
    [true, true],
    [1, true],
    ['no', true]
  ]) {
    const { client, peer, close } = await connectedPair(t, { client: { ipc: value } })
    const result = new Promise((resolve) => {
      client.once('error', resolve)
      peer.once('data', resolve)
    })
    client.write('x', peer)
    const outcome = await result
    if (ipc) t.is(outcome.toString(), 'x', String(value))
    else isSystemError(t, outcome, 'EINVAL', String(value))
    await close()
  }
})

test('C4 an operating-system failure never throws from the constructor', async (t) => {
  const balanced = balance(t)
  for (const [first, code] of [
    ['/nowhere/at/all', 'ENOENT'],
    ['a\0b', 'EINVAL'],
    ['x'.repeat(4096), 'EINVAL'],
    [0x7fffffff, 'EBADF'],
    [9999, 'EBADF']
  ]) {
    const pipe = new Pipe(first)
    const log = record(pipe, quiet)
    isSystemError(t, await once(pipe, 'error'), code)
    await closed(pipe)
    t.alike(log, [`error:${code}`, 'close'])
  }
  balanced()
})

test('C4 INVALID_FD and INVALID_PATH do throw', (t) => {
  const balanced = balance(t)
  for (const fd of [-1, 1.5, NaN, Infinity, 0x80000000])
    isPipeError(
      t,
      thrown(() => new Pipe(fd)),
      'INVALID_FD',
      String(fd)
    )
  for (const path of ['x'.repeat(4097), 'é'.repeat(2049)])
    isPipeError(
      t,
      thrown(() => new Pipe(path)),
      'INVALID_PATH'
    )
  balanced()
})

test('C4 C5 a constructor that throws leaves nothing behind that would stay alive', (t) => {
  // Whatever has got as far as its methods exists already, and nobody could close it.
  let reached = 0
  class Watched extends Pipe {
    open(...args) {
      reached++
      return super.open(...args)
    }
    connect(...args) {
      reached++
      return super.connect(...args)
    }
  }
  for (const value of [-1, 1.5, NaN, 'x'.repeat(4097)]) t.ok(thrown(() => new Watched(value)))
  t.is(reached, 0)
  new Watched(9999).on('error', () => {})
  t.is(reached, 1)
})

test('C5 an open pipe stays alive with no reference to it', async (t) => {
  const { server, path } = listening(t)
  const connection = once(server, 'connection')
  const received = []
  ;(function forgetful() {
    const pipe = new Pipe(path)
    pipe.on('data', (chunk) => {
      received.push(chunk.toString())
      pipe.write(chunk)
      if (received.length === 2) pipe.end()
    })
  })()
  const peer = await connection
  await collectGarbage()
  const first = receive(peer, 3)
  peer.write('one')
  t.is((await first).toString(), 'one')
  await collectGarbage()
  const second = receive(peer, 3)
  peer.write('two')
  t.is((await second).toString(), 'two')
  t.alike(received, ['one', 'two'])
})

test('C5 a descriptor of a forgotten pipe stays open', async (t) => {
  const [read, write] = Pipe.pipe()
  const target = targetOf(read)
  const bytes = []
  ;(() => new Pipe(read).on('data', (chunk) => bytes.push(chunk.toString())))()
  await collectGarbage()
  t.is(targetOf(read), target)
  fs.writeSync(write, 'still here')
  while (bytes.length === 0) await turns(1)
  t.alike(bytes, ['still here'])
  fs.closeSync(write)
  while (targetOf(read) !== null) await turns(1)
  t.pass('closed when its peer is gone')
})

test('C5 a closed pipe can be collected', async (t) => {
  const { server, path } = listening(t)
  const references = []
  for (let i = 0; i < 8; i++) {
    const connection = once(server, 'connection')
    references.push(await closedClient(path, connection))
  }
  t.ok(await collected(references), 'none is held')
})

async function closedClient(path, connection) {
  const pipe = new Pipe(path)
  const [peer] = await Promise.all([connection, once(pipe, 'connect')])
  peer.destroy()
  pipe.destroy()
  await Promise.all([closed(pipe), closed(peer)])
  return new WeakRef(pipe)
}

test('C5 so can a closed server', async (t) => {
  const references = []
  for (let i = 0; i < 8; i++) references.push(await closedServer(t))
  t.ok(await collected(references), 'none is held')
})

async function closedServer(t) {
  const server = new Pipe.Server()
  server.listen(socketPath(t))
  await once(server, 'listening')
  await new Promise((resolve) => server.close(resolve))
  return new WeakRef(server)
}
