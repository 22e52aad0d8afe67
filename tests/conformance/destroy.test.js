const { getStreamError } = require('bare-stream')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, listening, closed } = require('./support/pair')
const { record, once, turns } = require('./support/events')
const { balance } = require('./support/descriptors')

const failure = () => Object.assign(new Error('given'), { code: 'GIVEN' })

/** A connection both of whose ends may lose the other one with bytes unread. */
async function pair(t) {
  const { client, peer } = await connectedPair(t)
  for (const pipe of [client, peer]) pipe.on('error', () => {})
  return { client, peer }
}

/** Every state that a pipe can be in, and how it gets there. */
const states = {
  fresh: async () => new Pipe(),
  'fresh, not eager': async () => new Pipe({ eagerOpen: false }),
  'fresh, the eager open settled': async () => {
    const pipe = new Pipe()
    await turns(1)
    return pipe
  },
  connecting: async (t) => new Pipe(listening(t).path),
  'connecting in vain': async () => new Pipe('/nowhere/at/all'),
  connected: async (t) => (await pair(t)).client,
  accepted: async (t) => (await pair(t)).peer,
  'opened just now': async () => {
    const [read, write] = Pipe.pipe()
    new Pipe(write).destroy()
    return new Pipe(read)
  },
  'written to': async (t) => {
    const { client } = await pair(t)
    client.write('x')
    return client
  },
  'in the middle of a large write': async (t) => {
    const { client, peer } = await pair(t)
    peer.pause()
    client.write(Buffer.alloc(4 * 1024 * 1024))
    await turns(2)
    return client
  },
  'ended just now': async (t) => (await pair(t)).client.end(),
  finished: async (t) => {
    const { client } = await pair(t)
    client.end()
    await once(client, 'finish')
    return client
  },
  'ended by the peer': async (t) => {
    const { client, peer } = await pair(t)
    peer.end()
    client.resume()
    await once(client, 'end')
    return client
  },
  reading: async (t) => {
    const { client, peer } = await pair(t)
    peer.write(Buffer.alloc(1000000))
    client.resume()
    return client
  },
  paused: async (t) => {
    const { client, peer } = await pair(t)
    peer.write(Buffer.alloc(1000000))
    client.pause()
    await turns(2)
    return client
  },
  corked: async (t) => {
    const { client } = await pair(t)
    client.cork()
    client.write('x')
    return client
  }
}

for (const [name, reach] of Object.entries(states)) {
  test(`D1 destroy() of a pipe that is ${name}`, async (t) => {
    const pipe = await reach(t)
    const log = record(pipe, ['error', 'connect', 'close'])
    pipe.destroy()
    t.is(pipe.destroying, true)
    pipe.destroy()
    pipe.destroy(failure())
    await closed(pipe)
    pipe.destroy()
    await turns(2)
    t.alike(log, ['close'], 'close once, and no error')
    t.is(pipe.destroyed, true)
  })

  test(`D1 destroy(err) of a pipe that is ${name}`, async (t) => {
    const pipe = await reach(t)
    const errors = []
    const log = record(pipe, ['error', 'connect', 'close'])
    pipe.on('error', (err) => errors.push(err))
    const err = failure()
    pipe.destroy(err)
    pipe.destroy()
    await closed(pipe)
    pipe.destroy(failure())
    await turns(2)
    t.alike(log, ['error:GIVEN', 'close'], 'error, then close, each once')
    t.is(errors[0], err, 'the very error')
  })
}

test('D1 of a pipe that has closed by itself', async (t) => {
  const { client, peer } = await pair(t)
  const log = record(client, ['error', 'close'])
  client.resume()
  peer.end()
  client.end()
  await closed(client)
  client.destroy(failure())
  await turns(2)
  t.alike(log, ['close'])
})

/** Where in the life of a connection the callback of each kind runs. */
const callbacks = {
  connect: ({ client }, cb) => client.on('connect', cb),
  'connect callback': ({ client, path }, cb) => client.connect(path, cb),
  open: ({ client }, cb) => client.on('open', cb),
  data: ({ client }, cb) => client.on('data', cb),
  readable: ({ client }, cb) => client.on('readable', cb),
  end: ({ client }, cb) => client.resume().on('end', cb),
  finish: ({ client }, cb) => client.on('finish', cb),
  'end callback': ({ client }, cb) => client.end('x', cb),
  drain: ({ client }, cb) => {
    client.on('drain', cb)
    client.write(Buffer.alloc(20000))
  },
  'write callback': ({ client }, cb) => client.write('x', cb),
  'write callback of a large write': ({ client }, cb) =>
    client.write(Buffer.alloc(2 * 1024 * 1024), cb),
  close: ({ client }, cb) => {
    client.on('connect', () => client.destroy())
    client.on('close', cb)
  },
  error: ({ client }, cb) => {
    client.on('connect', () => client.destroy(failure()))
    client.on('error', cb)
  },
  'a microtask after data': ({ client }, cb) => client.on('data', () => queueMicrotask(cb)),
  connection: ({ server }, cb) => server.on('connection', cb)
}

for (const [name, arrange] of Object.entries(callbacks)) {
  test(`D1 destroy() inside ${name}`, async (t) => {
    const balanced = balance(t)
    const { server, path, accepted, close } = listening(t)
    server.on('connection', (peer) => {
      peer.on('error', () => {})
      peer.resume()
      peer.end(Buffer.alloc(100000))
    })
    const client = new Pipe()
    const log = record(client, ['close'])
    let called = 0
    const done = new Promise((resolve) => {
      arrange({ client, server, path }, () => {
        called++
        client.destroy()
        client.destroy()
        resolve()
      })
    })
    client.on('error', () => {})
    if (!client.connecting) client.connect(path)
    if (name === 'finish') client.end('x')
    await done
    await closed(client)
    await turns(2)
    t.alike(log, ['close'])
    t.is(called, 1, 'nothing comes after destroy()')
    while (accepted.length === 0) await turns(1)
    await close()
    balanced()
  })
}

test('D1 what bare-stream says of pipes that were destroyed, with and without an error', async (t) => {
  const given = failure()
  const pipes = [new Pipe(), new Pipe(), new Pipe().on('error', () => {})]
  pipes[0].destroy()
  pipes[1].destroy(null)
  pipes[2].destroy(given)
  await Promise.all(pipes.map(closed))
  for (const pipe of pipes.slice(0, 2)) {
    t.is(getStreamError(pipe), null)
    const err = getStreamError(pipe, { all: true })
    t.ok(err instanceof Error)
    t.is(err.code, 'STREAM_DESTROYED')
    t.absent(pipe.destroy(given), 'too late')
    t.is(getStreamError(pipe, { all: true }).code, 'STREAM_DESTROYED')
  }
  t.is(getStreamError(pipes[2]), given)
})
