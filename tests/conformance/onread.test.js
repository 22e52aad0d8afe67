const { fs } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { reader, readerOf } = require('./support/inlet')
const { connectedPair, listening, closed } = require('./support/pair')
const { record, quiet, once, turns } = require('./support/events')
const { temporaryDirectory } = require('./support/directory')
const { pattern } = require('./support/pattern')
const { run } = require('./support/child')

test('X4 onread: what is read is in the buffer, and nowhere else', async (t) => {
  const buffer = Buffer.alloc(1000)
  const seen = []
  const { pipe, peer, bytes } = reader(t, {
    buffer,
    callback(length, view) {
      seen.push([this === pipe, view === buffer, length >= 1 && length <= 1000])
    }
  })
  const log = record(pipe, ['data', ...quiet])
  const data = pattern(300000)
  peer.end(data)
  await once(pipe, 'end')
  t.ok(bytes().equals(data))
  t.ok(seen.every((entry) => entry.every(Boolean)))
  t.is(pipe.bytesRead, data.length)
  t.is(pipe.read(), null)
  pipe.end()
  await closed(pipe)
  t.alike(
    log.filter((name) => name !== 'finish'),
    ['open', 'connect', 'end', 'close']
  )
})

test('X4 onread: reading begins without a listener, by every way in', async (t) => {
  const { path, accepted } = listening(t)
  const read = []
  const onread = {
    buffer: Buffer.alloc(16),
    callback: (length, view) => void read.push(view.toString('latin1', 0, length))
  }
  const [a, b] = Pipe.socketpair()
  const peer = new Pipe(b)
  const pipes = [
    new Pipe(path, { onread }),
    new Pipe({ onread }).connect(path),
    Pipe.createConnection(path, { onread }),
    Pipe.createConnection({ path, onread }),
    new Pipe(a, { onread })
  ]
  while (accepted.length < 4) await turns(1)
  for (const pipe of [...accepted, peer]) pipe.end('hello')
  for (const pipe of pipes) {
    if (pipe.readyState === 'open') await once(pipe, 'end')
    pipe.end()
    await closed(pipe)
  }
  t.alike(read, new Array(5).fill('hello'))
})

test('X4 onread: null and undefined are none', async (t) => {
  for (const onread of [null, undefined]) {
    const { client, peer } = await connectedPair(t, { client: { onread } })
    peer.write('x')
    t.is((await once(client, 'data')).toString(), 'x')
  }
})

test('X4 onread: a function makes a buffer for each read', async (t) => {
  const made = []
  const told = []
  const { pipe, peer, bytes } = reader(t, {
    buffer() {
      made.push(Buffer.alloc(1 + (made.length % 7)))
      return made.at(-1)
    },
    callback: (length, view) => void told.push(view)
  })
  const data = pattern(500)
  peer.end(data)
  await once(pipe, 'end')
  t.ok(bytes().equals(data))
  t.is(new Set(made).size, made.length)
  t.alike(
    told.map((view) => made.indexOf(view)),
    told.map((_, i) => i)
  )
  t.is(made.length, told.length + 1, 'one was ready for more')
})

for (const [name, make] of Object.entries({
  'a Uint8Array': () => new Uint8Array(8),
  'a part of one': () => new Uint8Array(new ArrayBuffer(64), 24, 8),
  'an Int8Array': () => new Int8Array(8),
  'a Float64Array': () => new Float64Array(1),
  'a DataView': () => new DataView(new ArrayBuffer(24), 8, 8)
})) {
  test(`X4 onread: the buffer is ${name}`, async (t) => {
    const view = make()
    const { pipe, peer, parts } = reader(t, { buffer: view })
    const around = new Uint8Array(view.buffer)
    peer.end('12345678abc')
    await once(pipe, 'end')
    t.alike(parts, ['12345678', 'abc'])
    const first = view.byteOffset
    t.is(Buffer.from(view.buffer, first, 8).toString(), 'abc45678')
    t.ok(
      around.subarray(0, first).every((byte) => byte === 0),
      'nothing before it is touched'
    )
    t.ok(
      around.subarray(first + 8).every((byte) => byte === 0),
      'nor behind it'
    )
  })
}

test('X4 onread: more than 64 KiB in one read', async (t) => {
  const buffer = Buffer.alloc(1 << 20)
  const { pipe, peer, bytes, parts } = reader(t, { buffer })
  pipe.pause()
  const data = pattern(150000)
  peer.end(data)
  await turns()
  pipe.resume()
  await once(pipe, 'end')
  t.ok(bytes().equals(data))
  t.ok(Math.max(...parts.map((part) => part.length)) > 65536)
})

test('X4 onread: one buffer serves several pipes', async (t) => {
  const buffer = Buffer.alloc(4096)
  const readers = []
  for (let i = 0; i < 8; i++) readers.push(reader(t, { buffer }))
  readers.forEach(({ peer }, i) => peer.end(pattern(50000, i)))
  await Promise.all(readers.map(({ pipe }) => once(pipe, 'end')))
  readers.forEach(({ bytes }, i) => t.ok(bytes().equals(pattern(50000, i)), `pipe ${i}`))
})

for (const halt of ['callback returns false', 'callback pauses']) {
  test(`X4 onread: ${halt}`, async (t) => {
    const { pipe, peer, parts } = reader(t, {
      buffer: Buffer.alloc(1),
      callback() {
        if (halt === 'callback pauses') this.pause()
        else return false
      }
    })
    peer.end('abc')
    const log = record(pipe, ['end'])
    for (const expected of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
      while (parts.length < expected.length) await turns(1)
      await turns()
      t.alike(parts, expected)
      t.alike(log, [])
      pipe.resume()
    }
    await once(pipe, 'end')
  })
}

test('X4 onread: what a callback returns other than false is not looked at', async (t) => {
  const answers = [undefined, null, 0, '', NaN]
  const { pipe, peer, parts } = reader(t, {
    buffer: Buffer.alloc(1),
    callback: () => answers.pop()
  })
  peer.end('abcde')
  await once(pipe, 'end')
  t.is(parts.join(''), 'abcde')
})

test('X4 onread: paused before it is open, and while bytes arrive', async (t) => {
  const { pipe, peer, bytes } = reader(t)
  pipe.pause()
  const data = pattern(400000)
  let written = false
  peer.end(data)
  peer.on('finish', () => (written = true))
  await turns(20)
  t.is(bytes().length, 0)
  t.is(written, false, 'the kernel is full')
  pipe.resume()
  pipe.pause()
  pipe.resume()
  pipe.resume()
  await once(pipe, 'end')
  t.ok(bytes().equals(data))
})

test('X4 onread: paused and resumed inside the callback', async (t) => {
  const { pipe, peer, bytes } = reader(t, {
    buffer: () => Buffer.alloc(100),
    callback() {
      this.pause()
      this.resume()
    }
  })
  const data = pattern(30000)
  peer.end(data)
  await once(pipe, 'end')
  t.ok(bytes().equals(data))
})

test('X4 onread: with eagerOpen false nothing is read before resume', async (t) => {
  const { pipe, peer, parts } = reader(t, {}, { eagerOpen: false })
  peer.end('x')
  await turns()
  t.alike(parts, [])
  pipe.resume()
  await once(pipe, 'end')
  t.alike(parts, ['x'])
})

test('X4 onread: destroyed inside the callback', async (t) => {
  for (const err of [undefined, Object.assign(new Error('mine'), { code: 'MINE' })]) {
    const { pipe, peer, parts } = reader(t, {
      buffer: Buffer.alloc(2),
      callback() {
        this.destroy(err)
      }
    })
    const log = record(pipe, ['end', 'error', 'close'])
    peer.on('error', () => {})
    peer.end('abcdef')
    await closed(pipe)
    await turns()
    t.alike(parts, ['ab'])
    t.alike(log, err === undefined ? ['close'] : ['error:MINE', 'close'])
  }
})

test('X4 onread: allowHalfOpen', async (t) => {
  const { pipe, peer, parts } = reader(t, {}, { allowHalfOpen: false })
  peer.end('last')
  peer.resume()
  await closed(pipe)
  t.alike(parts, ['last'])
})

test('X4 onread: writing goes on after the end', async (t) => {
  const { pipe, peer } = reader(t)
  peer.end()
  await once(pipe, 'end')
  t.is(pipe.readyState, 'writeOnly')
  pipe.end('still')
  t.is((await once(peer, 'data')).toString(), 'still')
  await closed(pipe)
})

test('X4 onread: read(), data, readable, setEncoding and for await have nothing', async (t) => {
  const { pipe, peer, bytes } = reader(t)
  pipe.setEncoding('utf8')
  const log = record(pipe, ['data', 'readable'])
  const data = pattern(70000)
  peer.end(data)
  t.is(pipe.read(), null)
  const chunks = []
  pipe.on('end', () => pipe.end())
  for await (const chunk of pipe) chunks.push(chunk)
  t.alike(chunks, [])
  t.alike(log, [])
  t.ok(bytes().equals(data))
})

test('X4 onread: a FIFO, or one half of a pipe', async (t) => {
  const [read, write] = Pipe.pipe()
  const { pipe, bytes } = readerOf(t, read, { buffer: Buffer.alloc(777) })
  t.is(pipe.readyState, 'readOnly')
  const data = pattern(200000)
  new Pipe(write).end(data)
  await closed(pipe)
  t.ok(bytes().equals(data))
})

test('X4 onread: an end that can only be written to', async (t) => {
  const [read, write] = Pipe.pipe()
  const { pipe, parts } = readerOf(t, write)
  pipe.end('out')
  t.is((await once(new Pipe(read), 'data')).toString(), 'out')
  await closed(pipe)
  t.alike(parts, [])
})

for (const [name, buffer, readBufferSize] of [
  ['a small buffer', () => Buffer.alloc(1000), 65536],
  ['a large buffer', () => Buffer.alloc(1 << 20), 65536],
  ['a small readBufferSize', () => Buffer.alloc(50000), 1]
]) {
  test(`X4 onread: a regular file, into ${name}`, async (t) => {
    const path = `${temporaryDirectory(t)}/file`
    const data = pattern(300000)
    fs.writeFileSync(path, data)
    for (const own of [buffer(), buffer]) {
      const options = { readBufferSize }
      const { pipe, bytes } = readerOf(t, fs.openSync(path, 'r'), { buffer: own }, options)
      await closed(pipe)
      t.ok(bytes().equals(data))
      t.is(pipe.bytesRead, data.length)
    }
  })
}

test('X4 onread: a regular file, paused while it is read', async (t) => {
  const path = `${temporaryDirectory(t)}/file`
  const data = pattern(20000)
  fs.writeFileSync(path, data)
  const { pipe, bytes } = readerOf(t, fs.openSync(path, 'r'), {
    buffer: () => Buffer.alloc(1000),
    callback() {
      // The next read is on its way by the time that this runs.
      setImmediate(() => this.pause())
      setTimeout(() => this.resume(), 1)
    }
  })
  await closed(pipe)
  t.ok(bytes().equals(data))
})

for (const buffer of ['one', 'made']) {
  test(`D2 an exception in onread's callback is uncaught, and all goes on: ${buffer}`, async (t) => {
    const { code, signal, stderr, lines } = await run('onread-throws.js', [buffer])
    t.alike([code, signal, stderr], [0, 0, ''])
    t.alike(lines, [
      {
        uncaught: ['boom 3'],
        rejected: [],
        read: 'abcdefg',
        log: ['end', 'close']
      }
    ])
  })
}
