const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, listening, closed } = require('./support/pair')
const { socketPath, exists } = require('./support/directory')
const { record, serving, once, receive, microtasks, turns } = require('./support/events')
const { start, command } = require('./support/child')
const { balance } = require('./support/descriptors')

test('V5 not listening at once, and close when nothing is left', async (t) => {
  const balanced = balance(t)
  const path = socketPath(t)
  const server = new Pipe.Server()
  const log = record(server, serving)
  server.listen(path)
  await once(server, 'listening')
  t.is(
    server.close(() => log.push('callback')),
    server,
    'returns this'
  )
  t.alike([server.listening, server.address()], [false, null])
  t.alike(log, ['listening'], 'nothing at once')
  await once(server, 'close')
  await turns(1)
  t.alike(log, ['listening', 'close', 'callback'])
  t.alike([server.listening, server.address()], [false, null])
  t.absent(exists(path))
  balanced()
})

test('V5 close comes after every accepted pipe has closed', async (t) => {
  const { server, path } = listening(t)
  const log = record(server, ['close'])
  const clients = []
  const peers = []
  for (let i = 0; i < 3; i++) {
    const connection = once(server, 'connection')
    clients.push(new Pipe(path))
    peers.push(await connection)
    peers[i].on('close', () => log.push(`pipe ${i}`))
  }
  server.close()
  t.is(server.listening, false)
  await turns()
  t.alike(log, [], 'three are left')

  const echo = receive(clients[1], 4)
  peers[1].write('live')
  t.is((await echo).toString(), 'live', 'the accepted pipes go on')

  peers[0].destroy()
  await closed(peers[0])
  clients[1].destroy()
  peers[1].resume().end()
  await closed(peers[1])
  await turns()
  t.alike(log, ['pipe 0', 'pipe 1'], 'one is left')
  peers[2].destroy()
  await once(server, 'close')
  t.alike(log, ['pipe 0', 'pipe 1', 'pipe 2', 'close'])
  for (const client of clients) client.on('error', () => {}).destroy()
  await Promise.all(clients.map(closed))
})

test('V5 every callback of close() is a once-listener of close', async (t) => {
  const { server, client, peer } = await connectedPair(t)
  const log = record(server, ['close'])
  server.close((...args) => log.push('first', args.length))
  server.close()
  server.close((...args) => log.push('second', args.length))
  t.is(server.listenerCount('close'), 3)
  await turns(1)
  t.alike(log, [])
  client.destroy()
  peer.destroy()
  await once(server, 'close')
  await turns(1)
  t.alike(log, ['close', 'first', 0, 'second', 0])
  t.is(server.listenerCount('close'), 1)
})

test('V5 on a closed server the callback runs in a microtask', async (t) => {
  const { server } = await connectedPair(t).then(async (pair) => {
    await pair.close()
    return pair
  })
  const log = record(server, ['close'])
  let turned = false
  setImmediate(() => (turned = true))
  t.is(
    server.close(() => log.push('callback')),
    server
  )
  t.alike(log, [], 'not at once')
  await microtasks()
  t.alike(log, ['callback'], 'and no second close')
  t.is(turned, false)
})

test('V5 a server that never listened emits close, too', async (t) => {
  const server = new Pipe.Server()
  const log = record(server, serving)
  server.close(() => log.push('callback'))
  t.alike(log, [])
  await once(server, 'close')
  await turns(1)
  t.alike(log, ['close', 'callback'])
})

test('V5 no connection after close()', async (t) => {
  const balanced = balance(t)
  const path = socketPath(t)
  const server = new Pipe.Server()
  const log = record(server, serving)
  server.listen(path)
  await once(server, 'listening')
  const clients = []
  for (let i = 0; i < 5; i++) clients.push(new Pipe(path))
  for (const client of clients)
    client
      .on('error', () => {})
      .resume()
      .end()
  server.close()
  await once(server, 'close')
  await Promise.all(clients.map(closed))
  await turns()
  t.alike(log, ['listening', 'close'])
  balanced()
})

test('V5 close() inside a connection listener: no other connection', async (t) => {
  const balanced = balance(t)
  const path = socketPath(t)
  const server = new Pipe.Server()
  const log = record(server, serving)
  server.on('connection', (peer) => {
    peer
      .on('error', () => {})
      .resume()
      .end()
    server.close()
  })
  server.listen(path)
  const clients = []
  for (let i = 0; i < 5; i++) clients.push(new Pipe(path))
  for (const client of clients)
    client
      .on('error', () => {})
      .resume()
      .end()
  await once(server, 'close')
  await Promise.all(clients.map(closed))
  await turns()
  t.alike(log, ['listening', 'connection:object', 'close'])
  balanced()
})

test('V6 unref sticks over listen: a process with nothing else ends', async (t) => {
  for (const mode of ['unref before', 'unref after', 'unref before the second']) {
    const { code, signal, stdout } = await start(
      `exec ${command('waits.js', [socketPath(t), mode])}`
    ).finished
    t.alike([code, signal, stdout], [0, 0, 'listening\n'], mode)
  }
})

test('V6 ref keeps the process until the server closes', async (t) => {
  for (const mode of ['neither', 'unref then ref']) {
    const path = socketPath(t)
    const child = start(`exec ${command('waits.js', [path, mode])}`)
    t.ok(await child.prints('listening'))
    await turns()
    const client = new Pipe(path)
    client.resume().end()
    await closed(client)
    const { code, signal, stdout } = await child.finished
    t.alike([code, signal, stdout], [0, 0, 'listening\nconnection\nclose\n'], mode)
  }
})
