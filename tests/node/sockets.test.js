// Sockets of Node.js on their way through a pipe, and descriptors of its child processes.
const dgram = require('dgram')
const net = require('net')
const { spawn } = require('child_process')
const { once } = require('events')
const test = require('../conformance/support/test')
const { Pipe } = require('../conformance/subject')
const { channel, gone } = require('../conformance/support/channel')
const { command } = require('../conformance/support/child')
const { balance } = require('../conformance/support/descriptors')
const { thrown } = require('../conformance/support/errors')
const { receive } = require('../conformance/support/events')

const { handle } = Pipe.constants

/** Sends `socket` over a channel, has `take` accept it, and resolves with what that returns. */
async function pass(t, socket, take) {
  const [a, b] = channel(t)
  let taken = null
  b.on('handle', (type) => (taken = take(b, type)))
  a.write('m', socket)
  await once(b, 'data')
  await gone(a, b)
  return taken
}

/** A connection that a net.Server has accepted, and its client. */
async function connection(path = { port: 0, host: '127.0.0.1' }) {
  const server = net.createServer()
  server.listen(path)
  await once(server, 'listening')
  const client = net.connect(typeof path === 'string' ? path : server.address().port)
  const [socket] = await once(server, 'connection')
  server.close()
  return { client, socket }
}

test('the connection of a net.Server goes on in a net.Socket', async (t) => {
  const balanced = balance(t)
  const { client, socket } = await connection()
  const { remotePort } = socket
  const taken = await pass(t, socket, (pipe) => pipe.accept(new net.Socket()))
  await gone(socket)
  t.is(taken.remotePort, remotePort, 'the same connection')
  t.is(taken.connecting, false)
  client.write('to the new one')
  t.is((await receive(taken, 14)).toString(), 'to the new one')
  taken.end('and its end')
  t.is((await receive(client, 11)).toString(), 'and its end')
  await gone(taken, client)
  balanced()
})

test('a socket that has just been accepted is sent on by the same listener', async (t) => {
  const balanced = balance(t)
  const { client, socket } = await connection()
  const [c, d] = channel(t)
  const passedOn = new Promise((resolve) => {
    d.on('handle', () => resolve(d.accept(new net.Socket())))
  })
  d.resume()
  let sent
  const taken = await pass(t, socket, (pipe) => {
    const target = pipe.accept(new net.Socket())
    sent = new Promise((resolve) => c.write('m', target, resolve))
    return target
  })
  t.is(await sent, null)
  const last = await passedOn
  await gone(socket, taken)
  client.write('to the last one')
  t.is((await receive(last, 15)).toString(), 'to the last one')
  await gone(last, client, c, d)
  balanced()
})

test('a received net.Socket keeps listeners and options from before', async (t) => {
  const { client, socket } = await connection()
  const target = new net.Socket({ allowHalfOpen: true })
  const ended = once(target, 'end')
  t.is(await pass(t, socket, (pipe) => pipe.accept(target)), target)
  await gone(socket)
  target.resume()
  client.end()
  await ended
  t.is(target.writable, true, 'half open')
  target.end('still')
  t.is((await receive(client, 5)).toString(), 'still')
  await gone(target, client)
})

test('a pipe becomes a net.Socket, and a net.Socket of a path a pipe', async (t) => {
  const balanced = balance(t)
  const [end, fd] = Pipe.socketpair()
  const other = new Pipe(end)
  const pipe = new Pipe(fd)
  const socket = await pass(t, pipe, (channel, type) => {
    t.is(type, handle.NAMED_PIPE)
    return channel.accept(new net.Socket())
  })
  await gone(pipe)
  socket.write('there')
  t.is((await receive(other, 5)).toString(), 'there')
  other.write('back')
  t.is((await receive(socket, 4)).toString(), 'back')

  const again = await pass(t, socket, (channel, type) => {
    t.is(type, handle.NAMED_PIPE)
    return channel.accept(new Pipe())
  })
  await gone(socket)
  again.write('again')
  t.is((await receive(other, 5)).toString(), 'again')
  await gone(again, other)
  balanced()
})

test('a dgram.Socket goes on in a dgram.Socket', async (t) => {
  const balanced = balance(t)
  const socket = dgram.createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  const taken = await pass(t, socket, (pipe, type) => {
    t.is(type, handle.UDP)
    return pipe.accept(dgram.createSocket('udp4'))
  })
  await new Promise((resolve) => socket.close(resolve))
  t.is(taken.address().port, port)
  const sender = dgram.createSocket('udp4')
  sender.send('datagram', port, '127.0.0.1')
  const [message] = await once(taken, 'message')
  t.is(message.toString(), 'datagram')
  await Promise.all([taken, sender].map((each) => new Promise((resolve) => each.close(resolve))))
  balanced()
})

test('a socket is sent while the sender goes on using it', async (t) => {
  const { client, socket } = await connection()
  const taken = await pass(t, socket, (pipe) => pipe.accept(new net.Socket()))
  socket.write('from one, ')
  await once(client, 'data')
  taken.write('from the other')
  t.is((await receive(client, 14)).toString(), 'from the other')
  await gone(socket, taken, client)
})

test('the peer sees the end when both have closed theirs', async (t) => {
  const { client, socket } = await connection()
  const taken = await pass(t, socket, (pipe) => pipe.accept(new net.Socket()))
  let ended = false
  client.resume().on('end', () => (ended = true))
  await gone(socket)
  await new Promise((resolve) => setImmediate(resolve))
  t.absent(ended)
  await gone(taken)
  if (!ended) await once(client, 'end')
  await gone(client)
})

test('sockets show nothing more than before, and one that is closed is no handle', async (t) => {
  const socket = new net.Socket()
  t.alike(
    Object.keys(net.Socket.prototype).filter((key) => key.includes('ipc')),
    []
  )
  t.ok(socket[Symbol.for('bare.ipc.handle')] instanceof ArrayBuffer)
  await gone(socket)
  const [a] = channel(t)
  const err = await new Promise((resolve) => a.write('m', socket, resolve))
  t.is(err.code, 'EINVAL')
  t.is(thrown(() => a.accept(new net.Socket())).code, 'EAGAIN')
})

test('a descriptor of a child process is a channel, with ipc: true', async (t) => {
  const balanced = balance(t)
  const child = spawn('/bin/sh', ['-c', `exec ${command('hands-back.js')}`], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe']
  })
  // What Node.js has made for the child's descriptor 3, taken over by duplicating it.
  const [pair] = [child.stdio[3]]
  const pipe = await pass(t, pair, (channel) => channel.accept(new Pipe({ ipc: true })))
  await gone(pair)
  const { client, socket } = await connection()
  let returned = null
  pipe.on('handle', () => (returned = pipe.accept(new net.Socket())))
  pipe.write(Buffer.of(1), socket)
  await once(pipe, 'data')
  await gone(socket)
  client.write('to and fro')
  t.is((await receive(returned, 10)).toString(), 'to and fro')
  pipe.end()
  const exited = once(child, 'exit')
  child.stdout.resume()
  await gone(returned, client)
  const [code] = await exited
  t.is(code, 0)
  if (!child.stdout.destroyed) await once(child.stdout, 'close')
  await gone(pipe)
  balanced()
})
