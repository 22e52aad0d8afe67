const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, listening, closed } = require('./support/pair')
const { record, quiet, once, collect, receive, turns } = require('./support/events')
const { thrown, isPipeError } = require('./support/errors')
const { socketPath } = require('./support/directory')
const { run } = require('./support/child')

test('W1 every shape of the arguments', async (t) => {
  const { client, peer } = await connectedPair(t, { client: { ipc: true } })
  const calls = []
  const cb = (err) => calls.push(err)
  const shapes = [
    ['a'],
    ['b', cb],
    ['63', 'hex'],
    ['64', 'hex', cb],
    ['e', peer],
    ['f', peer, cb],
    ['67', 'hex', peer],
    ['68', 'hex', peer, cb],
    ['i', undefined, cb],
    ['j', null],
    ['k', null, null, cb],
    ['l', undefined, null, cb],
    ['m', 'utf8', null, cb],
    ['n', '', cb]
  ]
  const received = receive(peer, shapes.length)
  let expected = 0
  for (const shape of shapes) {
    t.is(client.write(...shape), true)
    if (shape.includes(cb)) expected++
  }
  t.is(calls.length, 0, 'no callback runs at once')
  t.is((await received).toString(), 'abcdefghijklmn')
  while (calls.length < expected) await turns(1)
  t.alike(calls, new Array(expected).fill(null))
})

test('W1 an object in the place of the encoding is the handle', async (t) => {
  const { client, peer } = await connectedPair(t)
  const received = receive(peer, 1)
  for (const shape of [
    ['x', {}],
    ['x', {}, () => {}],
    ['x', 'utf8', {}],
    ['x', 'utf8', {}, () => {}]
  ]) {
    isPipeError(
      t,
      thrown(() => client.write(...shape)),
      'INVALID_IPC_TARGET'
    )
  }
  client.write('y')
  t.is((await received).toString(), 'y', 'nothing was sent, and the pipe is usable')
})

test('W2 strings by their encoding', async (t) => {
  const { client, peer } = await connectedPair(t)
  for (const [text, encoding, bytes] of [
    ['aé\u{1f600}', undefined, [0x61, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80]],
    ['aé\u{1f600}', 'utf8', [0x61, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80]],
    ['aé\u{1f600}', 'utf-8', [0x61, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80]],
    ['00ff10', 'hex', [0, 255, 16]],
    ['AP8Q', 'base64', [0, 255, 16]],
    ['é', 'utf16le', [0xe9, 0]],
    ['abc', 'ascii', [0x61, 0x62, 0x63]],
    ['\0nul', 'utf8', [0, 0x6e, 0x75, 0x6c]]
  ]) {
    const received = receive(peer, bytes.length)
    if (encoding === undefined) client.write(text)
    else client.write(text, encoding)
    t.alike([...(await received)], bytes, String(encoding))
  }
})

test('W2 a string that is none of its encoding is one of no bytes, or INVALID_ARGUMENT, everywhere', async (t) => {
  for (const [text, encoding] of [
    ['a', 'hex'],
    ['zz', 'hex'],
    ['Y', 'base64'],
    ['text', 'no such encoding']
  ]) {
    for (const place of ['first', 'behind another chunk', 'corked']) {
      const { client, close } = await connectedPair(t)
      const log = record(client, ['error', 'close'])
      const calls = []
      if (place === 'behind another chunk') client.write('before')
      if (place === 'corked') client.cork()
      t.execution(() => client.write(text, encoding, (err) => calls.push(err && err.code)))
      if (place === 'corked') client.uncork()
      while (calls.length === 0) await turns(1)
      await turns(1)
      const refused = isRefused(text, encoding)
      t.alike(calls, [refused ? 'INVALID_ARGUMENT' : null], `${encoding} ${place}`)
      t.alike(log, refused ? ['error:INVALID_ARGUMENT', 'close'] : [])
      await close()
    }
  }
})

/** Whether this runtime takes `text` for no string of `encoding`; not all of them are as strict. */
function isRefused(text, encoding) {
  try {
    Buffer.from(text, encoding)
    return false
  } catch {
    return true
  }
}

test('W2 typed arrays and DataViews as their bytes', async (t) => {
  const { client, peer } = await connectedPair(t)
  const memory = Uint8Array.from({ length: 64 }, (_, i) => i + 1).buffer
  for (const view of [
    Buffer.from('buffer'),
    new Uint8Array(memory, 3, 5),
    new Uint8ClampedArray(memory, 0, 2),
    new Int16Array(memory, 2, 3),
    new Uint32Array(memory, 4, 2),
    new Float64Array(memory, 8, 2),
    new BigInt64Array(memory, 16, 1),
    new DataView(memory, 5, 7),
    Buffer.from('a subarray').subarray(2)
  ]) {
    const bytes = [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)]
    const received = receive(peer, bytes.length)
    client.write(view)
    t.alike([...(await received)], bytes, view.constructor.name)
  }
})

test('W2 an empty chunk is written, and called back', async (t) => {
  const { client, peer } = await connectedPair(t)
  const received = receive(peer, 2)
  const calls = []
  client.write('', (err) => calls.push(err))
  client.write(new Uint8Array(0), (err) => calls.push(err))
  client.write('ok', (err) => calls.push(err))
  t.is((await received).toString(), 'ok')
  while (calls.length < 3) await turns(1)
  t.alike(calls, [null, null, null])
})

test('W2 an empty chunk is written behind one that waits, too', async (t) => {
  for (const empty of ['', new Uint8Array(0)]) {
    for (const length of [5, 5000, 50000]) {
      const { client, peer, close } = await connectedPair(t)
      const received = receive(peer, length + 2)
      const calls = []
      client.cork()
      client.write(new Uint8Array(length).fill(0x61), (err) => calls.push(['chunk', err]))
      client.write(empty, (err) => calls.push(['empty', err]))
      client.write('ok', (err) => calls.push(['ok', err]))
      client.uncork()
      t.is((await received).toString(), 'a'.repeat(length) + 'ok')
      while (calls.length < 3) await turns(1)
      t.alike(calls, [
        ['chunk', null],
        ['empty', null],
        ['ok', null]
      ])
      await close()
    }
  }
})

test('W2 anything else is INVALID_ARGUMENT, to the error event and to the callback', async (t) => {
  for (const mode of ['fresh', 'connecting', 'connected', 'corked']) {
    const { code, signal, stderr, lines } = await run('invalid-chunk.js', [mode, socketPath(t)])
    t.alike([code, signal], [0, 0], stderr)
    t.is(lines.length, 11)
    for (const { value, error, callback, log } of lines) {
      t.alike(log, ['error:INVALID_ARGUMENT', 'close'], `${mode}: ${value}`)
      for (const err of [error, ...callback]) {
        t.is(err?.code, 'INVALID_ARGUMENT')
        t.is(err?.name, 'PipeError')
        t.ok(/^INVALID_ARGUMENT: \S/.test(err?.message), err?.message)
      }
      t.is(callback.length, 1, 'called back once')
    }
  }
})

test('W3 what is written before connect is queued and sent in order', async (t) => {
  const { path, server } = listening(t)
  const connection = once(server, 'connection')
  const client = new Pipe()
  const calls = []
  t.is(
    client.write('1', () => calls.push(1)),
    true
  )
  client.write(Buffer.from('2'), () => calls.push(2))
  client.connect(path)
  client.write('33', 'hex', () => calls.push(3))
  client.write(new Uint16Array([0x3534]), () => calls.push(4))
  await turns(0)
  t.alike(calls, [], 'nothing is called back before connect')
  client.on('connect', () => client.write('6', () => calls.push(5)))
  const peer = await connection
  t.is((await receive(peer, 6)).toString(), '123456')
  while (calls.length < 5) await turns(1)
  t.alike(calls, [1, 2, 3, 4, 5])
  client.destroy()
  await closed(client)
})

test('W3 also when end() comes before connect', async (t) => {
  const { path, server } = listening(t)
  const connection = once(server, 'connection')
  const client = new Pipe()
  client.write('first ')
  client.end('last')
  client.connect(path)
  const peer = await connection
  t.is((await collect(peer)).toString(), 'first last')
  client.resume()
  peer.end()
  await closed(client)
})

test('W3 large and small writes stay in order', async (t) => {
  const { client, peer } = await connectedPair(t)
  const parts = []
  for (let i = 0; i < 60; i++) {
    const part =
      i % 3 === 0
        ? Buffer.alloc(200000, i)
        : i % 3 === 1
          ? Buffer.from(`<${i}>`)
          : Buffer.alloc(3000, i)
    parts.push(part)
    if (i % 3 === 1) client.write(`<${i}>`)
    else client.write(part)
    if (i % 7 === 0) await turns(1)
  }
  client.end()
  t.ok((await collect(peer)).equals(Buffer.concat(parts)))
})

test('W4 after end(): false, nothing is sent, no error event', async (t) => {
  const { client, peer } = await connectedPair(t)
  const log = record(client, quiet)
  const received = collect(peer)
  client.end('all')
  t.is(client.write('lost'), false)
  await once(client, 'finish')
  t.is(client.write('lost'), false)
  t.is((await received).toString(), 'all')
  peer.end()
  client.resume()
  await closed(client)
  t.is(client.write('lost'), false)
  await turns(1)
  t.alike(log, ['finish', 'end', 'close'])
})

test('W4 after destroy(): false, nothing is sent, no error event', async (t) => {
  const { client, peer } = await connectedPair(t)
  const log = record(client, quiet)
  const received = collect(peer)
  client.destroy()
  t.is(client.write('lost'), false)
  await closed(client)
  t.is(client.write('lost'), false)
  t.is((await received).byteLength, 0)
  await turns(1)
  t.alike(log, ['close'])
})
