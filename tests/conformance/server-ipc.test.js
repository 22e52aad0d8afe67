const test = require('./support/test')
const { Pipe } = require('./subject')
const { listening, closed } = require('./support/pair')
const { socketPath } = require('./support/directory')
const { once, receive } = require('./support/events')
const { balance } = require('./support/descriptors')

test('V9 createServer({ ipc: true }) listens, and its connections carry data', async (t) => {
  const balanced = balance(t)
  const path = socketPath(t)
  const server = Pipe.createServer({ ipc: true })
  server.on('error', (err) => t.fail(err.message))
  server.listen(path)
  t.is(server.listening, true)
  const connection = once(server, 'connection')
  const client = new Pipe({ ipc: true }).connect(path)
  const peer = await connection
  const received = receive(peer, 5)
  client.write('hello')
  t.is((await received).toString(), 'hello')
  client.destroy()
  peer.destroy()
  await Promise.all([closed(client), closed(peer)])
  await new Promise((resolve) => server.close(resolve))
  balanced()
})

test('V9 its connections pass handles, both ways', async (t) => {
  const balanced = balance(t)
  const path = socketPath(t)
  const server = Pipe.createServer({ ipc: true })
  server.on('error', (err) => t.fail(err.message))
  server.listen(path)
  const connection = once(server, 'connection')
  const client = new Pipe({ ipc: true }).connect(path)
  const peer = await connection
  for (const [sender, receiver] of [
    [client, peer],
    [peer, client]
  ]) {
    const [read, write] = await passed(t, sender, receiver)
    const text = receive(read, 7)
    write.write('through')
    t.is((await text).toString(), 'through')
    read.destroy()
    write.destroy()
    await Promise.all([closed(read), closed(write)])
  }
  client.destroy()
  peer.destroy()
  await Promise.all([closed(client), closed(peer)])
  await new Promise((resolve) => server.close(resolve))
  balanced()
})

/** One end of a new connection goes through the channel; resolves with it and with the other end. */
async function passed(t, sender, receiver) {
  const { server, path, close } = listening(t)
  const connection = once(server, 'connection')
  const end = new Pipe(path)
  const sent = await connection
  const target = new Pipe()
  receiver.once('handle', (type) => {
    t.is(type, Pipe.constants.handle.NAMED_PIPE)
    t.is(receiver.accept(target), target)
  })
  const message = receive(receiver, 1)
  sender.write('m', sent)
  t.is((await message).toString(), 'm')
  sent.destroy()
  await close()
  return [target, end]
}
