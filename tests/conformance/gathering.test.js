// Few bytes for each of many pipes in one turn of the loop, which an engine may be told of together.
const test = require('./support/test')
const { Pipe } = require('./subject')
const { listening, connectedPair } = require('./support/pair')
const { once, record, receive, turns } = require('./support/events')

/** `count` clients, and the pipes that one server has accepted for them, in the same order. */
async function connectedPairs(t, count, options) {
  const { server, path, close } = listening(t, options)
  const clients = []
  const peers = []

  for (let i = 0; i < count; i++) {
    const accepted = once(server, 'connection')
    const client = new Pipe({ ipc: Boolean(options && options.ipc) })
    client.on('error', () => {})
    client.connect(path)
    clients.push(client)
    peers.push(await accepted)
  }

  t.teardown(async () => {
    for (const client of clients) client.destroy()
    await close()
  })

  return { server, path, clients, peers }
}

/** Has arrived before the loop turns. */
function sendAll(pipes, textOf) {
  pipes.forEach((pipe, i) => pipe.write(textOf(i)))
}

test('R1 each of many pipes is told its own bytes, and shares their memory with none', async (t) => {
  const { clients, peers } = await connectedPairs(t, 150)
  const textOf = (i) => `${i}.`.padEnd(1 + (i % 64), 'x')

  for (let round = 0; round < 3; round++) {
    const arrived = peers.map((peer, i) => receive(peer, textOf(i).length))
    sendAll(clients, textOf)
    const chunks = await Promise.all(arrived)
    t.alike(
      chunks.map(String),
      peers.map((_, i) => textOf(i))
    )
  }

  t.alike(new Set(peers.map((peer) => peer.bytesRead > 0)), new Set([true]))
})

test('R1 what is kept stays what it was', async (t) => {
  const { clients, peers } = await connectedPairs(t, 20)
  const kept = peers.map(() => [])
  peers.forEach((peer, i) => peer.on('data', (chunk) => kept[i].push(chunk)))

  for (let round = 0; round < 5; round++) {
    sendAll(clients, (i) => `${i} in round ${round};`)
    await turns()
  }

  t.alike(
    kept.map((chunks) => Buffer.concat(chunks).toString()),
    peers.map((_, i) => [0, 1, 2, 3, 4].map((round) => `${i} in round ${round};`).join(''))
  )
  const chunks = kept.flat()
  t.is(new Set(chunks.map((chunk) => chunk.buffer)).size, chunks.length)
})

test('D1 whoever is destroyed by a listener of another tells nothing more', async (t) => {
  const { clients, peers } = await connectedPairs(t, 30)
  const logs = peers.map((peer) => record(peer, ['data', 'end', 'close']))
  peers.forEach((peer) => {
    peer.once('data', () => peers.forEach((other) => other !== peer && other.destroy()))
  })

  sendAll(clients, () => 'now')
  await turns()

  t.is(logs.filter((log) => log.includes('data:now')).length, 1)
  t.is(logs.filter((log) => log.join() === 'close').length, peers.length - 1)
})

/* What is told of `victim`, and of nobody together with it: each makes `client`, its peer, do something. */
const told = {
  'few bytes': (client) => client.write('few'),
  'many bytes': (client) => client.write(Buffer.alloc(5000)),
  'bytes that are handed over': (client) => client.write(Buffer.alloc(60000)),
  'the end': (client) => client.end(),
  'a handle': (client) => client.write('with a handle', client)
}

for (const [name, tell] of Object.entries(told)) {
  test(`D1 ${name}: nothing comes to who is destroyed by a listener of another`, async (t) => {
    const { clients, peers } = await connectedPairs(t, 2, { ipc: true })
    const [first, victim] = peers
    const log = record(victim, ['data', 'readable', 'handle', 'end', 'error', 'close'])

    first.once('data', () => victim.destroy())
    clients[0].write('first')
    tell(clients[1])
    await once(victim, 'close')
    await turns()

    t.alike(log, ['close'])
    t.ok(victim.bytesRead <= 'few'.length, 'what is told later is not even looked at')
  })
}

test('D1 memory that is filled: nothing comes to who is destroyed by a listener of another', async (t) => {
  const { clients, peers } = await connectedPairs(t, 1)
  const [a, b] = Pipe.socketpair()
  const writer = new Pipe(a)
  const fills = []
  const victim = new Pipe(b, {
    onread: { buffer: Buffer.alloc(1000), callback: (length) => void fills.push(length) }
  })

  writer.on('error', () => {})
  t.teardown(() => writer.destroy())

  await turns()
  peers[0].once('data', () => victim.destroy())
  clients[0].write('first')
  writer.write('into memory')
  await once(victim, 'close')
  await turns()

  t.alike(fills, [])
  t.is(victim.bytesRead, 0)
})

test('V5 no connection comes after close, which a listener of a pipe has called', async (t) => {
  for (let i = 0; i < 20; i++) {
    const { server, clients, peers, path } = await connectedPairs(t, 1)
    let closed = false
    let late = 0

    peers[0].on('data', () => {
      server.close()
      closed = true
    })
    server.on('connection', () => closed && late++)
    const another = new Pipe()
    another.on('error', () => {})
    clients[0].write('close')
    another.connect(path)
    await once(peers[0], 'data')
    await turns(2)
    another.destroy()
    t.is(late, 0)
  }
})

test('R1 the end comes after the last few bytes, and what is large in its place', async (t) => {
  const { clients, peers } = await connectedPairs(t, 40)
  const large = 'l'.repeat(5000)
  const logs = peers.map(() => [])
  const ended = peers.map((peer, i) => {
    peer.on('data', (chunk) => logs[i].push(chunk.toString()))
    return once(peer, 'end')
  })

  clients.forEach((client, i) => {
    client.write('small')
    if (i % 2) client.write(large)
    client.end('last')
  })
  await Promise.all(ended)

  t.alike(
    logs.map((log) => log.join('')),
    clients.map((_, i) => `small${i % 2 ? large : ''}last`)
  )
})

test('I1 a handle comes after the few bytes before it, and before those of its message', async (t) => {
  const { client, peer } = await connectedPair(t, {
    client: { ipc: true },
    server: { ipc: true }
  })
  const log = []
  peer.on('data', (chunk) => log.push(chunk.toString()))
  peer.on('handle', () => log.push('handle'))
  const [read, write] = Pipe.pipe()
  const travelling = new Pipe(read)
  const other = new Pipe(write)
  t.teardown(() => (travelling.destroy(), other.destroy()))

  client.write('before;')
  client.write('with;', travelling)
  client.write('after')
  await turns()

  const text = log.join('')
  t.is(text.replace('handle', ''), 'before;with;after')
  t.ok(text.indexOf('handle') >= 'before;'.length || text.startsWith('handle'), text)
  t.ok(text.indexOf('handle') <= text.indexOf('with;'), text)
})

test('V1 a pipe that has been accepted with its bytes is told of them', async (t) => {
  const { server, path } = listening(t)
  const client = new Pipe()
  client.connect(path)
  client.write('hello')
  t.teardown(() => client.destroy())

  const peer = await once(server, 'connection')
  t.is(String(await receive(peer, 5)), 'hello')
})
