const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair } = require('./support/pair')
const { record, once, collect, receive, turns } = require('./support/events')
const { pattern } = require('./support/pattern')

/** Every chunk that arrives until `length` bytes have, as it is. */
async function chunksOf(stream, length) {
  const chunks = []
  stream.on('data', (chunk) => chunks.push(chunk))
  await receive(stream, length)
  return chunks
}

/** R1's rules for the memory behind each of the chunks, and for all of them together. */
function checkMemory(t, chunks, about) {
  let exact = true
  let bounded = true
  let clean = true
  for (const { buffer, byteOffset, byteLength } of chunks) {
    if (byteLength <= 16384) exact &&= buffer.byteLength === byteLength && byteOffset === 0
    bounded &&= buffer.byteLength <= 2 * byteLength
    const around = new Uint8Array(buffer)
    const before = around.subarray(0, byteOffset)
    const after = around.subarray(byteOffset + byteLength)
    clean &&= before.every((byte) => byte === 0) && after.every((byte) => byte === 0)
  }
  t.ok(exact, `up to 16 KiB the memory is exactly the chunk: ${about}`)
  t.ok(bounded, `at most twice as large: ${about}`)
  t.ok(clean, `the rest is zero: ${about}`)
  t.is(
    new Set(chunks.map((chunk) => chunk.buffer)).size,
    chunks.length,
    `no two share memory: ${about}`
  )
}

test('R1 no chunk exceeds readBufferSize', async (t) => {
  const data = pattern(300000)
  for (const readBufferSize of [1, 2, 7, 1000, 16384, 20000, 65536, 100000, 1 << 20]) {
    const length = readBufferSize < 10 ? 2000 : data.length
    for (const side of ['client', 'server']) {
      const { client, peer, close } = await connectedPair(t, { [side]: { readBufferSize } })
      const [reader, writer] = side === 'client' ? [client, peer] : [peer, client]
      const chunks = chunksOf(reader, length)
      writer.write(data.subarray(0, length))
      const sizes = (await chunks).map((chunk) => chunk.byteLength)
      t.ok(Math.max(...sizes) <= readBufferSize, `${side}, ${readBufferSize}`)
      t.ok(Math.min(...sizes) >= 1, 'none is empty')
      t.ok(Buffer.concat(await chunks).equals(data.subarray(0, length)))
      await close()
    }
  }
})

test('R1 a chunk is a Buffer', async (t) => {
  const { client, peer } = await connectedPair(t)
  peer.write('text')
  const chunk = await once(client, 'data')
  t.ok(Buffer.isBuffer(chunk))
  t.is(chunk.toString(), 'text')
})

for (const length of [
  1, 2, 100, 4095, 4096, 16383, 16384, 16385, 20000, 32767, 32768, 32769, 40000, 65535, 65536
]) {
  test(`R1 the memory of chunks, for messages of ${length} bytes`, async (t) => {
    const { client, peer } = await connectedPair(t)
    // Bytes of every value have been where the next ones are going to be read.
    const before = receive(client, 4 * 65536)
    peer.write(Buffer.alloc(4 * 65536, 0xff))
    await before

    const chunks = []
    client.on('data', (chunk) => chunks.push(chunk))
    for (let i = 0; i < 8; i++) {
      const message = receive(client, length)
      peer.write(pattern(length, i))
      t.ok((await message).equals(pattern(length, i)))
    }
    checkMemory(t, chunks, `${chunks.length} chunks`)
  })
}

test('R1 the memory of chunks, when many are read at once', async (t) => {
  const { client, peer } = await connectedPair(t)
  const length = 8 * 1024 * 1024
  const data = pattern(length)
  client.pause()
  const chunks = chunksOf(client, length)
  client.pause()
  peer.write(data)
  await turns(2)
  client.resume()
  checkMemory(t, await chunks, `${(await chunks).length} chunks`)
  t.ok(Buffer.concat(await chunks).equals(data), 'none of them has changed since')
})

test('R1 what a program writes into a chunk is seen in no other', async (t) => {
  const { client, peer } = await connectedPair(t)
  const data = pattern(1000000)
  const seen = []
  client.on('data', (chunk) => {
    seen.push(Buffer.from(chunk))
    new Uint8Array(chunk.buffer).fill(0xff)
  })
  const all = receive(client, data.length)
  peer.write(data)
  await all
  t.ok(Buffer.concat(seen).equals(data))
})

test('R1 chunks of several pipes share nothing', async (t) => {
  const pairs = []
  for (let i = 0; i < 8; i++) pairs.push(await connectedPair(t))
  const chunks = []
  const received = pairs.map(async ({ client, peer }, i) => {
    client.on('data', (chunk) => chunks.push(chunk))
    const all = receive(client, 200000)
    peer.write(pattern(200000, i))
    return (await all).equals(pattern(200000, i))
  })
  t.alike(await Promise.all(received), new Array(8).fill(true))
  checkMemory(t, chunks, `${chunks.length} chunks`)
})

test('R1 one-way pipes, too', async (t) => {
  const [reader, writer] = Pipe.pipe().map((fd) => new Pipe(fd))
  const data = pattern(500000)
  const chunks = chunksOf(reader, data.length)
  writer.end(data)
  checkMemory(t, await chunks, `${(await chunks).length} chunks`)
  t.ok(Buffer.concat(await chunks).equals(data))
})

test('R2 pause stops reading from the kernel, resume delivers the rest', async (t) => {
  const { client, peer } = await connectedPair(t)
  const data = pattern(4 * 1024 * 1024)
  const log = record(client, ['end'])
  let arrived = 0
  client.on('data', (chunk) => (arrived += chunk.byteLength))
  const all = collect(client)
  client.pause()
  let written = false
  peer.end(data)
  peer.on('finish', () => (written = true))
  await turns(30)
  t.is(arrived, 0, 'nothing is delivered')
  t.is(written, false, 'the kernel is full')
  t.alike(log, [])
  client.resume()
  t.ok((await all).equals(data))
  t.alike(log, ['end'])
  while (!written) await turns(1)
})

test('R2 pause inside data, again and again', async (t) => {
  const { client, peer } = await connectedPair(t)
  const data = pattern(2 * 1024 * 1024)
  let paused = false
  let whilePaused = 0
  const all = collect(client)
  client.on('data', () => {
    if (paused) whilePaused++
    paused = true
    client.pause()
    setImmediate(() => {
      paused = false
      client.resume()
    })
  })
  peer.end(data)
  t.ok((await all).equals(data))
  t.is(whilePaused, 0)
})

test('R2 a paused pipe does not see the end', async (t) => {
  const { client, peer } = await connectedPair(t)
  const log = record(client, ['data', 'end'])
  client.pause()
  peer.end('last')
  await turns()
  t.alike(log, [])
  client.resume()
  await once(client, 'end')
  t.alike(log, ['data:last', 'end'])
})

test('R2 read() and readable', async (t) => {
  const { client, peer } = await connectedPair(t)
  const parts = []
  client.on('readable', () => {
    for (let chunk = client.read(); chunk !== null; chunk = client.read()) parts.push(chunk)
  })
  const data = pattern(500000)
  peer.end(data)
  await once(client, 'end')
  t.ok(Buffer.concat(parts).equals(data))
})
