const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, closed } = require('./support/pair')
const { record, once, receive, turns } = require('./support/events')
const { isSystemError } = require('./support/errors')
const { balance } = require('./support/descriptors')

test('W5 write returns false over the high-water mark of 16 KiB, and drain follows', async (t) => {
  const { client, peer } = await connectedPair(t)
  let drains = 0
  client.on('drain', () => drains++)
  peer.resume()
  t.is(client.write(Buffer.alloc(16383)), true)
  await turns()
  t.is(drains, 0)
  for (let i = 1; i <= 3; i++) {
    const drained = once(client, 'drain')
    t.is(client.write(Buffer.alloc(16385)), false)
    await drained
    await turns(1)
    t.is(drains, i, 'one drain for each')
  }
})

test('W5 small writes add up', async (t) => {
  const { client, peer } = await connectedPair(t)
  peer.resume()
  const results = []
  for (let i = 0; i < 20; i++) results.push(client.write(Buffer.alloc(1000)))
  t.alike(results, [...new Array(16).fill(true), ...new Array(4).fill(false)])
  await once(client, 'drain')
  t.is(client.write('x'), true)
})

test('W5 a slow reader holds the writer back', async (t) => {
  const { client, peer } = await connectedPair(t)
  peer.pause()
  let drained = false
  const chunk = Buffer.alloc(4 * 1024 * 1024, 'z')
  t.is(client.write(chunk), false)
  client.on('drain', () => (drained = true))
  await turns(20)
  t.is(drained, false, 'nobody reads')
  const received = receive(peer, chunk.byteLength)
  peer.resume()
  t.ok((await received).equals(chunk))
  while (!drained) await turns(1)
})

test('W5 a corked pipe keeps what is written, also while an earlier chunk is on its way', async (t) => {
  const { client, peer } = await connectedPair(t)
  peer.pause()
  const chunk = Buffer.alloc(4 * 1024 * 1024, 'z')
  let sent = false
  client.write(chunk, () => (sent = true))
  client.cork()
  client.write('after')
  let length = 0
  peer.on('data', (data) => (length += data.byteLength))
  while (!sent) await turns(1)
  await turns(20)
  t.is(length, chunk.byteLength, 'corked')
  const last = once(peer, 'data')
  client.uncork()
  t.is((await last).toString(), 'after')
})

test('W5 a peer that went away is EPIPE or ECONNRESET, then close', async (t) => {
  const balanced = balance(t)
  const { client, peer, close } = await connectedPair(t)
  const log = record(client, ['error', 'close'])
  const failure = once(client, 'error')
  peer.destroy()
  await closed(peer)
  while (!client.destroying) {
    client.write('x')
    await turns(1)
  }
  const err = await failure
  isSystemError(t, err, err.code === 'ECONNRESET' ? 'ECONNRESET' : 'EPIPE')
  await closed(client)
  t.alike(log, [`error:${err.code}`, 'close'])
  await close()
  balanced()
})

test('W5 a read end that went away is EPIPE, and no SIGPIPE', async (t) => {
  const [reader, writer] = Pipe.pipe().map((fd) => new Pipe(fd))
  const log = record(writer, ['error', 'finish', 'close'])
  reader.destroy()
  await closed(reader)
  const failure = once(writer, 'error')
  writer.write('x')
  isSystemError(t, await failure, 'EPIPE')
  await closed(writer)
  t.alike(log, ['error:EPIPE', 'close'])
})
