const { transfer } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, listening, closed } = require('./support/pair')
const { once, receive, turns } = require('./support/events')
const { pattern } = require('./support/pattern')

const small = 12000
const large = 3 * 1024 * 1024
const later = 0xee

/** What a program can do to the memory of a chunk once it has written it. */
const treatments = {
  overwritten: { overwrites: true, apply: (view) => view.fill(later) },
  transferred: { apply: (view) => transfer(view.buffer) },
  'transferred and overwritten': {
    overwrites: true,
    apply: (view) => new Uint8Array(transfer(view.buffer)).fill(later)
  },
  'transferred and cut off': { apply: (view) => transfer(view.buffer, 0) },
  'transferred by structuredClone': {
    apply: (view) => structuredClone(view.buffer, { transfer: [view.buffer] })
  },
  resized: {
    memory: (length) => new ArrayBuffer(length, { maxByteLength: 2 * length }),
    apply: (view) => view.buffer.resize(0)
  },
  'resized and grown again': {
    overwrites: true,
    memory: (length) => new ArrayBuffer(length, { maxByteLength: 2 * length }),
    apply: (view) => {
      const { buffer, byteLength } = view
      buffer.resize(0)
      buffer.resize(byteLength)
      new Uint8Array(buffer).fill(later)
    }
  },
  'shared and overwritten': {
    overwrites: true,
    memory: (length) => new SharedArrayBuffer(length),
    apply: (view) => view.fill(later)
  },
  forgotten: { apply: () => {} }
}

/** A chunk of that many bytes of the pattern, in memory that the treatment can be applied to. */
function chunkFor({ memory = (length) => new ArrayBuffer(length) }, length) {
  const view = new Uint8Array(memory(length))
  view.set(pattern(length))
  return view
}

/** Takes the memory that has become free, so that whoever still reads it reads something else. */
function reuseFreedMemory(length) {
  const junk = []
  for (let i = 0; i < 16; i++) junk.push(new Uint8Array(length).fill(0xaa))
  return junk
}

/** Whether the bytes may have come from that chunk. */
function legitimate(received, expected, mayBeLater) {
  if (received.equals(expected)) return true
  if (!mayBeLater || received.length !== expected.length) return false
  return received.every((byte, i) => byte === expected[i] || byte === later)
}

async function check(t, client, peer, write) {
  for (const length of [1, 100, small, large]) {
    for (const [name, treatment] of Object.entries(treatments)) {
      const received = receive(peer, length)
      const called = []
      await write(chunkFor(treatment, length), treatment, (err) => called.push(err))
      reuseFreedMemory(length)
      const bytes = await received
      // A large write may hold the memory in place of a copy: then it sends what is in there.
      const mayBeLater = length === large && treatment.overwrites
      t.ok(legitimate(bytes, pattern(length), mayBeLater), `${length} bytes, ${name}`)
      while (called.length === 0) await turns(1)
      t.alike(called, [null])
    }
  }
}

test('W7 a buffer that changes right after write()', { timeout: 60000 }, async (t) => {
  const { client, peer } = await connectedPair(t)
  await check(t, client, peer, (chunk, { apply }, cb) => {
    client.write(chunk, cb)
    apply(chunk)
  })
})

test('W7 a buffer that changes while the pipe is corked', { timeout: 60000 }, async (t) => {
  const { client, peer } = await connectedPair(t)
  await check(t, client, peer, async (chunk, { apply }, cb) => {
    client.cork()
    client.write(chunk, cb)
    apply(chunk)
    await null
    client.uncork()
  })
})

test(
  'W7 a buffer that changes a turn of the loop later, while the peer does not read',
  { timeout: 60000 },
  async (t) => {
    const { client, peer } = await connectedPair(t)
    await check(t, client, peer, async (chunk, { apply }, cb) => {
      peer.pause()
      client.write(chunk, cb)
      await turns(1)
      apply(chunk)
      reuseFreedMemory(chunk.byteLength || large)
      await turns(1)
      peer.resume()
    })
  }
)

test('W7 a buffer that changes between two turns of a large write', async (t) => {
  for (const [name, treatment] of Object.entries(treatments)) {
    const { client, peer, close } = await connectedPair(t)
    peer.pause()
    const chunk = chunkFor(treatment, large)
    client.write(chunk)
    const bytes = receive(peer, large)
    peer.once('data', () => {
      treatment.apply(chunk)
      reuseFreedMemory(large)
    })
    await turns(2)
    peer.resume()
    t.ok(legitimate(await bytes, pattern(large), treatment.overwrites), name)
    await close()
  }
})

test(
  'W7 a buffer that changes while it waits behind another write',
  { timeout: 60000 },
  async (t) => {
    const ahead = 2 * 1024 * 1024
    for (const length of [100, small, large]) {
      for (const [name, treatment] of Object.entries(treatments)) {
        const { client, peer, close } = await connectedPair(t)
        const called = []
        peer.pause()
        client.write(pattern(ahead, 1))
        await turns(1)
        const chunk = chunkFor(treatment, length)
        client.write(chunk, (err) => called.push(err))
        treatment.apply(chunk)
        reuseFreedMemory(length)
        const received = receive(peer, ahead + length)
        peer.resume()
        const bytes = (await received).subarray(ahead)
        const mayBeLater = length === large && treatment.overwrites
        t.ok(legitimate(bytes, pattern(length), mayBeLater), `${length} bytes, ${name}`)
        while (called.length === 0) await turns(1)
        t.alike(called, [null])
        await close()
      }
    }
  }
)

test('W7 buffers that change before the pipe is connected', { timeout: 60000 }, async (t) => {
  const { path, server } = listening(t)
  for (const length of [1, small, large]) {
    for (const [name, treatment] of Object.entries(treatments)) {
      const connection = once(server, 'connection')
      const client = new Pipe()
      const chunk = chunkFor(treatment, length)
      client.write(chunk)
      treatment.apply(chunk)
      reuseFreedMemory(length)
      client.connect(path)
      const peer = await connection
      const mayBeLater = length === large && treatment.overwrites
      t.ok(
        legitimate(await receive(peer, length), pattern(length), mayBeLater),
        `${length} bytes, ${name}`
      )
      client.destroy()
      peer.destroy()
      await Promise.all([closed(client), closed(peer)])
    }
  }
})

test('W7 many small views of one memory, each changed after it was written', async (t) => {
  const { client, peer } = await connectedPair(t)
  const scratch = new Uint8Array(64)
  const expected = []
  const received = receive(peer, 2000 * 64)
  for (let i = 0; i < 2000; i++) {
    scratch.fill(i)
    expected.push(Buffer.from(scratch))
    client.write(scratch)
    if (i % 300 === 299) await turns(1)
  }
  scratch.fill(later)
  t.ok((await received).equals(Buffer.concat(expected)))
})

const detached = () => {
  const view = new Uint8Array(100)
  transfer(view.buffer)
  return view
}

const outOfBounds = () => {
  const buffer = new ArrayBuffer(100, { maxByteLength: 100 })
  const view = new Uint8Array(buffer, 50)
  buffer.resize(10)
  return view
}

const outOfBoundsDataView = () => {
  const buffer = new ArrayBuffer(100, { maxByteLength: 100 })
  const view = new DataView(buffer, 50, 20)
  buffer.resize(60)
  return view
}

for (const [name, make] of Object.entries({ detached, outOfBounds, outOfBoundsDataView })) {
  for (const place of ['first', 'behind another chunk']) {
    test(`W7 a chunk that is ${name}, ${place}, is empty or an error event`, async (t) => {
      const { client, peer } = await connectedPair(t)
      const calls = []
      let received = ''
      const outcome = new Promise((resolve) => {
        peer.on('data', (chunk) => {
          received += chunk
          if (received.endsWith('next')) resolve(received)
        })
        client.once('error', (err) => resolve(err.code))
      })
      if (place !== 'first') client.write('before ')
      t.execution(() => client.write(make(), (err) => calls.push(err && err.code)))
      client.write('next')
      const result = await outcome
      const sent = place === 'first' ? 'next' : 'before next'
      t.ok(result === sent || result === 'INVALID_ARGUMENT', result)
      while (calls.length === 0) await turns(1)
      t.alike(calls, [result === sent ? null : result])
    })
  }
}
