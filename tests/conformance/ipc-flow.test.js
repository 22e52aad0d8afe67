// Order and pairing under load: every message that says that it comes with a handle must find that
// handle, and no other.
const test = require('./support/test')
const { Pipe } = require('./subject')
const { channel, plainPair, gone } = require('./support/channel')
const { record, receive, once, turns } = require('./support/events')
const { closed } = require('./support/pair')
const { balance } = require('./support/descriptors')
const { pattern } = require('./support/pattern')

const MiB = 1024 * 1024
const header = 9

/** A message: its body's length, its number, and whether a handle comes with it. */
function frame(id, body, withHandle) {
  const bytes = Buffer.alloc(header + body.byteLength)
  bytes.writeUInt32LE(body.byteLength, 0)
  bytes.writeUInt32LE(id, 4)
  bytes[8] = withHandle ? 1 : 0
  bytes.set(body, header)
  return bytes
}

/** Takes messages apart; calls `onmessage(id, body, handle)`, `handle` being the next one of `handles`. */
function reader(pipe, handles, onmessage) {
  let parts = []
  let length = 0
  pipe.on('data', (chunk) => {
    parts.push(chunk)
    length += chunk.byteLength
    while (length >= header) {
      const all = Buffer.concat(parts)
      const end = header + all.readUInt32LE(0)
      parts = [all]
      if (length < end) return
      parts = [all.subarray(end)]
      length -= end
      const handle = all[8] === 1 ? handles.shift() : null
      onmessage(all.readUInt32LE(4), all.subarray(header, end), handle)
    }
  })
}

/** Accepts all; the handles wait in the array for their messages. */
function claim(pipe) {
  const handles = []
  pipe.on('handle', () => handles.push(pipe.accept(new Pipe({ eagerOpen: false }))))
  return handles
}

/** Sends `count` messages of all sizes, every second one with a handle; resolves when all are handed on. */
function sendMixed(pipe, count, others) {
  const written = []
  for (let id = 0; id < count; id++) {
    const body = pattern(size(id), id)
    const withHandle = id % 2 === 1
    const [sent, other] = withHandle ? plainPair() : []
    if (withHandle) others.set(id, other)
    written.push(
      new Promise((resolve, reject) => {
        const done = (err) => {
          if (withHandle) sent.destroy()
          if (err) reject(err)
          else resolve()
        }
        if (withHandle) pipe.write(frame(id, body, true), sent, done)
        else pipe.write(frame(id, body, false), done)
      })
    )
  }
  return Promise.all(written)
}

/** Mostly small, now and then some that take the kernel several turns, one of MiBs. */
function size(id) {
  if (id === 20 || id === 21) return 3 * MiB
  return id % 7 === 0 ? 200000 : (id * 37) % 3000
}

/** Checks that each message is whole, in order, and came with its own handle. */
async function receiveMixed(t, pipe, count, others) {
  const handles = claim(pipe)
  const wrong = []
  const pairs = []
  let next = 0
  await new Promise((resolve) => {
    reader(pipe, handles, (id, body, handle) => {
      if (id !== next) wrong.push(`${id} in place of ${next}`)
      if (Buffer.compare(body, pattern(size(id), id)) !== 0) wrong.push(`body of ${id}`)
      if (handle === undefined) wrong.push(`handle of ${id} is late`)
      if (handle) pairs.push([id, handle])
      if (++next === count) resolve()
    })
  })
  t.alike(wrong, [])
  t.is(pairs.length, count >> 1)
  t.is(handles.length, 0, 'no handle without a message')
  for (const [id, handle] of pairs) {
    const said = receive(handle, 8)
    others.get(id).write(String(id).padStart(8))
    t.is(Number((await said).toString()), id)
    await gone(handle, others.get(id))
  }
}

for (const reading of ['at once', 'slowly', 'late']) {
  test(`I1 I6 W5 handles among plain messages, small and large, read ${reading}`, async (t) => {
    const balanced = balance(t)
    const [a, b] = channel(t)
    const count = 60
    const others = new Map()
    const log = record(a, ['error', 'close'])
    if (reading === 'slowly') slow(b)
    const received = reading === 'late' ? null : receiveMixed(t, b, count, others)
    const written = sendMixed(a, count, others)
    if (reading === 'late') await turns(8)
    await (received || receiveMixed(t, b, count, others))
    await written
    t.alike(log, [])
    const ends = [once(b, 'end'), closed(a)]
    a.resume().end()
    b.on('end', () => b.end())
    await Promise.all([...ends, closed(b)])
    balanced()
  })
}

test('I1 I6 both ways at the same time', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const count = 40
  const there = new Map()
  const back = new Map()
  await Promise.all([
    receiveMixed(t, a, count, back),
    receiveMixed(t, b, count, there),
    sendMixed(a, count, there),
    sendMixed(b, count, back)
  ])
  await gone(a, b)
  balanced()
})

test('I6 W5 write returns false while a reader holds handles back, drain follows', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  b.pause()
  const handles = claim(b)
  const pairs = Array.from({ length: 200 }, plainPair)
  const order = []
  const written = pairs.map(
    ([sent], i) => new Promise((resolve) => write(a, i, sent, () => resolve(order.push(i))))
  )
  await turns(2)
  t.ok(order.length < pairs.length, 'the kernel did not take all of them')
  let drains = 0
  a.on('drain', () => drains++)
  const bytes = await receive(b, pairs.length * 4096)
  await Promise.all(written)
  await turns(1)
  t.is(drains, 1)
  t.alike(order, [...order.keys()], 'callbacks in order')
  t.is(handles.length, pairs.length)
  t.alike(
    [...pairs.keys()].map((i) => bytes[i * 4096]),
    [...pairs.keys()]
  )
  await gone(a, b, ...handles, ...pairs.flat())
  balanced()

  function write(pipe, i, handle, cb) {
    const ok = pipe.write(Buffer.alloc(4096, i), handle, cb)
    if (i > 4) t.is(ok, false)
  }
})

test('I1 I6 a handle with a message of MiBs arrives once, before its first byte', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const bytes = pattern(5 * MiB)
  const [sent, other] = plainPair()
  const log = []
  const handles = claim(b)
  b.on('handle', (type) => log.push(type))
  b.once('data', () => log.push('data'))
  a.write(bytes, sent)
  t.is(Buffer.compare(await receive(b, bytes.byteLength), bytes), 0)
  t.alike(log, [7, 'data'])
  await gone(a, b, sent, other, ...handles)
  balanced()
})

test('I6 W6 end right behind a handle', async (t) => {
  const balanced = balance(t)
  const [a, b] = channel(t)
  const [sent, other] = plainPair()
  const handles = claim(b)
  const log = record(b, ['handle', 'data', 'end', 'error'])
  a.write('plain ')
  a.write('last', sent, () => sent.destroy())
  a.end()
  await once(b, 'end')
  t.is(log.filter((entry) => entry.startsWith('handle')).length, 1)
  t.is(
    log
      .filter((entry) => entry.startsWith('data'))
      .map((entry) => entry.slice(5))
      .join(''),
    'plain last'
  )
  t.is(log.at(-1), 'end')
  const said = receive(handles[0], 5)
  other.write('there')
  t.is((await said).toString(), 'there')
  b.end()
  await Promise.all([closed(a), closed(b)])
  await gone(sent, other, ...handles)
  balanced()
})

/** Makes a reader slow: it pauses after every chunk. */
function slow(pipe) {
  pipe.on('data', async () => {
    pipe.pause()
    await turns(1)
    pipe.resume()
  })
}
