const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, listening, closed } = require('./support/pair')
const { receive, collect, once, turns } = require('./support/events')
const { pattern } = require('./support/pattern')

const counts = (pipe) => [pipe.bytesRead, pipe.bytesWritten]

test('X3 both begin at 0 and are for reading only', (t) => {
  const pipe = new Pipe()
  t.alike(counts(pipe), [0, 0])
  for (const name of ['bytesRead', 'bytesWritten']) t.absent(Reflect.set(pipe, name, 5), name)
  t.alike(counts(pipe), [0, 0])
  pipe.destroy()
})

test('X3 what is queued before connecting has been taken; strings count in their encoding', async (t) => {
  const { path, server } = listening(t)
  const pipe = new Pipe()
  const steps = []
  for (const args of [['é€'], ['00ff', 'hex'], ['é', 'latin1'], ['ab', 'utf16le'], ['']]) {
    pipe.write(...args)
    steps.push(pipe.bytesWritten)
  }
  pipe.write(new Uint32Array(3))
  steps.push(pipe.bytesWritten)
  pipe.write(new DataView(new ArrayBuffer(8), 1, 5))
  steps.push(pipe.bytesWritten)
  t.alike(steps, [5, 7, 8, 12, 12, 24, 29])
  const connection = once(server, 'connection')
  pipe.connect(path)
  const peer = await connection
  await receive(peer, 29)
  t.alike([...counts(pipe), ...counts(peer)], [0, 29, 29, 0])
})

test('X3 both directions, chunks of every size, and still there after close', async (t) => {
  const { client, peer } = await connectedPair(t)
  const sizes = [1, 64, 64, 4096, 4097, 16384, 16385, 65536, 300000, 1]
  const total = sizes.reduce((sum, size) => sum + size)
  let taken = 0
  const arrived = collect(peer)
  for (const size of sizes) {
    client.write(pattern(size))
    t.is(client.bytesWritten, (taken += size), `after ${size} more`)
  }
  client.end('last')
  t.is(client.bytesWritten, total + 4, 'end takes a chunk, too')
  peer.end('reply')
  const replied = collect(client)
  t.is((await arrived).byteLength, total + 4)
  t.is((await replied).byteLength, 5)
  await Promise.all([closed(client), closed(peer)])
  t.alike([...counts(client), ...counts(peer)], [5, total + 4, total + 4, 5])
})

test('X3 tick after tick the sums stay right', async (t) => {
  const { client, peer } = await connectedPair(t)
  const received = receive(peer, 64 * 300)
  for (let i = 1; i <= 300; i++) {
    client.write('x'.repeat(64))
    if (client.bytesWritten !== i * 64) t.fail(`${client.bytesWritten} after ${i} writes`)
    if (i % 3 === 0) await null
    if (i % 50 === 0) await turns(1)
  }
  await received
  t.alike([client.bytesWritten, peer.bytesRead], [64 * 300, 64 * 300])
})

test('X3 a corked pipe has taken what it holds back', async (t) => {
  const { client, peer } = await connectedPair(t)
  client.cork()
  client.write('abc')
  client.write('defg')
  t.is(client.bytesWritten, 7)
  await turns(1)
  t.is(peer.bytesRead, 0)
  const received = receive(peer, 7)
  client.uncork()
  await received
  t.alike([client.bytesWritten, peer.bytesRead], [7, 7])
})

test('X3 bytesRead is what came from the kernel, whether the program has read it or not', async (t) => {
  const { client, peer } = await connectedPair(t)
  client.write('12345')
  while (peer.bytesRead === 0) await turns(1)
  t.is(peer.bytesRead, 5)
  const received = receive(peer, 5)
  t.is((await received).toString(), '12345')
  t.is(peer.bytesRead, 5)
})

test('X3 what was refused has not been taken', async (t) => {
  const { client } = await connectedPair(t)
  client.on('error', () => {})
  client.write('abc')
  client.end()
  client.write('more')
  t.is(client.bytesWritten, 3, 'after end()')
  const other = new Pipe()
  other.on('error', () => {})
  other.write('ab')
  other.write(5)
  t.is(other.write('more'), false)
  await closed(other)
  t.is(other.bytesWritten, 0, 'neither the wrong chunk nor what was never sent')
})

test('X3 once closed, without what was given up', async (t) => {
  for (const last of [0, 10, 5000]) {
    const { client, peer } = await connectedPair(t, { server: { pauseOnConnect: true } })
    client.write(pattern(4 << 20))
    if (last > 0) client.write(pattern(last))
    t.is(client.bytesWritten, (4 << 20) + last, 'all of it, sent or still waiting')
    await turns(2)
    t.is(client.bytesWritten, (4 << 20) + last)
    client.destroy()
    await closed(client)
    const received = await collect(peer)
    t.ok(received.byteLength > 0 && received.byteLength < 4 << 20)
    t.is(client.bytesWritten, received.byteLength, 'what the peer can read')
    t.is(peer.bytesRead, received.byteLength)
  }
})

test('X3 a pipe that never connected has sent nothing', async (t) => {
  const pipe = new Pipe()
  pipe.write('abc')
  pipe.write(pattern(100000))
  t.is(pipe.bytesWritten, 100003)
  pipe.destroy()
  await closed(pipe)
  t.is(pipe.bytesWritten, 0)
})

test('X3 a write that the kernel refuses was not sent', async (t) => {
  const { client, peer } = await connectedPair(t)
  const received = receive(peer, 2)
  client.write('ab')
  await received
  peer.destroy()
  await closed(peer)
  const failed = once(client, 'error')
  client.write('cde')
  t.is((await failed).code, 'EPIPE')
  await closed(client)
  t.is(client.bytesWritten, 2)
})
