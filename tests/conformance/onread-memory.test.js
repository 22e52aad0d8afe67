const { fs, transfer } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { reader, readerOf } = require('./support/inlet')
const { closed } = require('./support/pair')
const { record, once, turns } = require('./support/events')
const { thrown, isPipeError } = require('./support/errors')
const { collectGarbage } = require('./support/garbage')
const { temporaryDirectory } = require('./support/directory')
const { pattern } = require('./support/pattern')

const callback = () => {}

function resizable(length) {
  return new Uint8Array(new ArrayBuffer(length, { maxByteLength: 2 * length }))
}

function detached(length) {
  const view = new Uint8Array(length)
  transfer(view.buffer)
  return view
}

/** What is no buffer to read into. */
const unfit = {
  nothing: () => undefined,
  null: () => null,
  'a number': () => 5,
  'a string': () => 'buffer',
  'an array': () => [1, 2, 3],
  'an ArrayBuffer': () => new ArrayBuffer(8),
  'what only looks like one': () => ({ __proto__: Uint8Array.prototype, byteLength: 8 }),
  'an empty one': () => new Uint8Array(0),
  'an empty DataView': () => new DataView(new ArrayBuffer(8), 8),
  'shared memory': () => new Uint8Array(new SharedArrayBuffer(8)),
  'a DataView of shared memory': () => new DataView(new SharedArrayBuffer(8)),
  'one that is detached': () => detached(8)
}

for (const [name, make] of Object.entries(unfit)) {
  test(`X4 onread: ${name} is no buffer`, async (t) => {
    isPipeError(
      t,
      thrown(() => new Pipe({ onread: { buffer: make(), callback } })),
      'INVALID_ARGUMENT'
    )
    const { pipe, peer, parts } = reader(t, { buffer: make })
    const log = record(pipe, ['end', 'error', 'close'])
    peer.on('error', () => {})
    peer.write('x')
    await closed(pipe)
    t.alike(parts, [])
    t.alike(log, ['error:INVALID_ARGUMENT', 'close'])
  })
}

test('X4 onread: options that are none', (t) => {
  const buffer = Buffer.alloc(1)
  for (const onread of [5, 'x', true, callback, {}, { buffer }, { buffer, callback: {} }, [], 0]) {
    isPipeError(
      t,
      thrown(() => new Pipe({ onread })),
      'INVALID_ARGUMENT'
    )
    isPipeError(
      t,
      thrown(() => new Pipe(1, { onread })),
      'INVALID_ARGUMENT'
    )
  }
})

test('X4 onread: options are looked at once, and what they throw is thrown', (t) => {
  let looks = 0
  const onread = {
    get buffer() {
      looks++
      return Buffer.alloc(1)
    },
    get callback() {
      looks++
      return callback
    }
  }
  new Pipe({ onread }).destroy()
  t.is(looks, 2)
  const err = new Error('mine')
  const throws = {
    get buffer() {
      throw err
    }
  }
  t.is(
    thrown(() => new Pipe({ onread: throws })),
    err
  )
})

test('X4 onread: what the function for the buffer throws is an error of the pipe', async (t) => {
  const { pipe, peer, parts } = reader(t, {
    buffer() {
      if (parts.length > 0) throw Object.assign(new Error('mine'), { code: 'MINE' })
      return Buffer.alloc(4)
    }
  })
  const log = record(pipe, ['end', 'error', 'close'])
  peer.on('error', () => {})
  peer.write('abcdefgh')
  await closed(pipe)
  t.alike(parts, ['abcd'])
  t.alike(log, ['error:MINE', 'close'])
})

test('X4 onread: a function for the buffer that pauses, resumes, destroys', async (t) => {
  let made = 0
  const { pipe, peer, bytes } = reader(t, {
    buffer() {
      made++
      if (made % 3 === 0) setImmediate(() => pipe.resume())
      if (made % 3 === 0) pipe.pause()
      if (made === 7) {
        pipe.pause()
        pipe.resume()
      }
      return Buffer.alloc(100)
    }
  })
  const data = pattern(2000)
  peer.end(data)
  await once(pipe, 'end')
  t.ok(bytes().equals(data))

  const last = reader(t, {
    buffer() {
      last.pipe.destroy()
      return Buffer.alloc(1)
    }
  })
  await closed(last.pipe)
})

/** What a program may do to the memory once bytes have been told. */
const takings = {
  transferred: [(length) => new Uint8Array(length), (view) => transfer(view.buffer)],
  'transferred to nothing': [
    (length) => new Uint8Array(length),
    (view) => transfer(view.buffer, 0)
  ],
  'transferred, and a DataView': [
    (length) => new DataView(new ArrayBuffer(length)),
    (view) => transfer(view.buffer)
  ],
  'shrunk to nothing': [resizable, (view) => view.buffer.resize(0)],
  'cut off before the view': [
    (length) =>
      new Uint8Array(new ArrayBuffer(16 + length, { maxByteLength: 64 + length }), 16, length),
    (view) => view.buffer.resize(16)
  ]
}

for (const [name, [make, take]] of Object.entries(takings)) {
  for (const when of ['in the callback', 'between reads', 'while paused']) {
    test(`X4 onread: memory that is ${name} ${when}`, async (t) => {
      const view = make(64)
      let moved = null
      let copy = null
      function takeAway() {
        moved = take(view)
        if (moved) copy = new Uint8Array(moved).slice()
      }
      const { pipe, peer, parts } = reader(t, {
        buffer: view,
        callback() {
          if (when === 'in the callback') takeAway()
          return when !== 'while paused'
        }
      })
      const log = record(pipe, ['end', 'error', 'close'])
      peer.on('error', () => {})
      peer.write('first')
      while (parts.length === 0) await turns(1)
      if (when !== 'in the callback') takeAway()
      await collectGarbage()
      peer.write('second')
      if (when === 'while paused') pipe.resume()
      await closed(pipe)
      t.alike(parts, ['first'])
      t.alike(log, ['error:INVALID_ARGUMENT', 'close'])
      if (moved) t.alike(new Uint8Array(moved), copy, 'what has been moved is left alone')
    })
  }
}

test('X4 onread: memory that shrinks and grows is read into as it is', async (t) => {
  const view = resizable(8)
  const lengths = [3, 16, 1, 12]
  const { pipe, peer, parts, bytes } = reader(t, {
    buffer: view,
    callback() {
      if (lengths.length > 0) view.buffer.resize(lengths.shift())
    }
  })
  const data = pattern(52)
  pipe.pause()
  peer.end(data)
  await turns()
  pipe.resume()
  await once(pipe, 'end')
  t.alike(
    parts.map((part) => part.length),
    [8, 3, 16, 1, 12, 12]
  )
  t.ok(bytes().equals(data))
})

test("X4 onread: the only reference to the memory is the pipe's", async (t) => {
  for (const length of [1, 64, 4096]) {
    const { pipe, peer, bytes } = reader(t, { buffer: new Uint8Array(length) })
    const data = pattern(5000)
    for (let sent = 0; sent < data.length; sent += 1000) {
      await collectGarbage()
      peer.write(data.subarray(sent, sent + 1000))
      while (pipe.bytesRead < sent + 1000) await turns(1)
    }
    t.ok(bytes().equals(data), `${length} bytes of memory`)
  }
})

test('X4 onread: properties of its own do not change what a buffer is', async (t) => {
  const buffer = Buffer.alloc(4)
  for (const name of ['byteLength', 'length', 'byteOffset'])
    Object.defineProperty(buffer, name, { value: 1 << 20 })
  Object.defineProperty(buffer, 'buffer', { value: new ArrayBuffer(1 << 20) })
  const told = []
  const [a, b] = Pipe.socketpair()
  const pipe = new Pipe(a, { onread: { buffer, callback: (length) => void told.push(length) } })
  new Pipe(b).end('abcdef')
  await once(pipe, 'end')
  t.alike(told, [4, 2])
  pipe.end()
})

for (const [name, [make, take]] of Object.entries(takings)) {
  test(`X4 onread: a file is being read into memory that is ${name}`, async (t) => {
    const path = `${temporaryDirectory(t)}/file`
    fs.writeFileSync(path, pattern(300000))
    const view = make(60000)
    let moved = null
    let known = 0
    const { pipe, parts } = readerOf(t, fs.openSync(path, 'r'), {
      buffer: view,
      callback() {
        // The next read is on its way by then.
        if (known === 0) setImmediate(takeAway)
        known++
      }
    })
    let copy = null
    function takeAway() {
      moved = take(view)
      if (moved) copy = new Uint8Array(moved).slice()
    }
    const log = record(pipe, ['end', 'error', 'close'])
    await closed(pipe)
    t.ok(known < 5, 'not all of it has been told')
    t.is(parts.length, known)
    t.alike(log, ['error:INVALID_ARGUMENT', 'close'])
    if (moved) t.alike(new Uint8Array(moved), copy, 'what has been moved is left alone')
  })
}

test('X4 onread: destroyed while a file is being read', async (t) => {
  const path = `${temporaryDirectory(t)}/file`
  fs.writeFileSync(path, pattern(300000))
  for (let i = 0; i < 20; i++) {
    const { pipe, parts } = readerOf(t, fs.openSync(path, 'r'), {
      buffer: () => new Uint8Array(65536)
    })
    if (i % 2 === 0) while (parts.length === 0) await turns(1)
    else await once(pipe, 'connect')
    const known = parts.length
    pipe.destroy()
    await collectGarbage()
    if (!pipe.destroyed) await closed(pipe)
    t.is(parts.length, known)
  }
})
