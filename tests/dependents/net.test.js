// bare-net and bare-ipc: sockets of either family, and ports between two parts of a program.
const os = require('bare-os')
const path = require('bare-path')
const net = require('bare-net')
const IPC = require('bare-ipc')
const Pipe = require('bare-pipe')
const test = require('./support/test')
const { once, receive, text } = require('./support/process')

test.ours()

test('a bare-net server and client over a path', async (t) => {
  const server = net.createServer()
  const name = path.join(os.tmpdir(), `bare-pipe-net-${os.pid()}`)
  const connection = once(server, 'connection')
  server.listen(name)
  await once(server, 'listening')
  t.is(server.address(), name)
  const client = net.createConnection(name)
  const peer = await connection
  const received = receive(peer, 12)
  client.write('first ')
  client.write('second')
  t.is(await received, 'first second')
  const answer = text(client)
  peer.end('answer')
  t.is(await answer, 'answer')
  await new Promise((resolve) => server.close(resolve))
})

test('a bare-net client that finds nobody', async (t) => {
  const client = net.createConnection(path.join(os.tmpdir(), 'bare-pipe-nobody-listens-here'))
  t.is((await once(client, 'error')).code, 'ENOENT')
})

test('many clients of a bare-net server', async (t) => {
  const name = `\0bare-pipe-net-${os.pid()}`
  const server = net.createServer((peer) => peer.pipe(peer))
  server.listen(name)
  await once(server, 'listening')
  const clients = Array.from({ length: 50 }, () => net.createConnection(name))
  const echoes = clients.map(text)
  for (const [i, client] of clients.entries()) client.end(`number ${i}`)
  t.alike(
    await Promise.all(echoes),
    clients.map((_, i) => `number ${i}`)
  )
  await new Promise((resolve) => server.close(resolve))
})

test('bare-ipc ports, both ways, and their end', async (t) => {
  const [a, b] = IPC.open().map((port) => port.connect())
  t.ok(a._incoming instanceof Pipe)
  const there = receive(b, 5)
  a.write('there')
  t.is(await there, 'there')
  const back = receive(a, 8)
  b.write('and back')
  t.is(await back, 'and back')
  const ends = [once(a, 'end'), once(b, 'end')]
  a.resume().end()
  b.resume().end()
  await Promise.all(ends)
})

test('bare-ipc holds a writer back until its reader goes on', async (t) => {
  const [a, b] = IPC.open().map((port) => port.connect())
  const chunk = 'x'.repeat(65536)
  let written = 0
  while (written < 64 && a.write(chunk)) written++
  t.ok(written < 64, 'time to wait')
  const drained = once(a, 'drain')
  const received = text(b)
  await drained
  a.end()
  t.is((await received).length, 65536 * (written + 1))
  const closed = once(a, 'close')
  a.destroy()
  b.destroy()
  await closed
})
