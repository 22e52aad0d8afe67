const test = require('./support/test')
const { Pipe } = require('./subject')
const { listening, closed } = require('./support/pair')
const { balance } = require('./support/descriptors')
const { record, once, microtasks, turns } = require('./support/events')
const { thrown, isPipeError } = require('./support/errors')

const { Server } = Pipe

/** A client whose events are written down; `log` is what happened until it closed. */
async function turnedAway(path) {
  const client = new Pipe(path)
  const log = record(client, ['connect', 'end', 'error', 'close'])
  client.resume()
  client.on('end', () => client.end())
  await once(client, 'close')
  return log
}

async function letIn(server, path) {
  const connection = once(server, 'connection')
  const client = new Pipe(path)
  const [peer] = await Promise.all([connection, once(client, 'connect')])
  return { client, peer }
}

test('X3 null at first; what it takes it keeps; what it refuses changes nothing', (t) => {
  const server = new Server()
  t.is(server.maxConnections, null)
  for (const value of [0, 1, 0x7fffffff, null]) {
    server.maxConnections = value
    t.is(server.maxConnections, value)
  }
  server.maxConnections = 7
  for (const value of [-1, 1.5, NaN, Infinity, 0x80000000, '5', true, {}, 1n]) {
    const err = thrown(() => {
      server.maxConnections = value
    })
    isPipeError(t, err, 'INVALID_ARGUMENT', String(value))
  }
  t.is(server.maxConnections, 7)
  server.maxConnections = undefined
  t.is(server.maxConnections, null, 'undefined is null')
})

test('X3 a further client is accepted and closed, drop is emitted and connection is not', async (t) => {
  const balanced = balance(t)
  const { server, path, close } = listening(t)
  const log = record(server, ['connection', 'drop', 'error', 'close'])
  server.maxConnections = 2
  const first = await letIn(server, path)
  const second = await letIn(server, path)
  const dropped = new Promise((resolve) => server.once('drop', (...args) => resolve(args)))
  t.alike(await turnedAway(path), ['connect', 'end', 'close'])
  t.alike(await dropped, [], 'drop comes with no argument')
  t.alike(log, ['connection:object', 'connection:object', 'drop'])
  t.alike([first.peer.destroyed, second.peer.destroyed], [false, false], 'the others stay')

  first.client.destroy()
  first.peer.destroy()
  await Promise.all([closed(first.client), closed(first.peer)])
  const third = await letIn(server, path)
  await turnedAway(path)
  t.alike(log.slice(3), ['connection:object', 'drop'], 'one has left, one can come')
  for (const { client } of [second, third]) client.destroy()
  await Promise.all([closed(second.client), closed(third.client)])
  await close()
  t.alike(log.slice(5), ['close'])
  await turns(1)
  balanced()
})

test('X3 0 turns everybody away, null nobody', async (t) => {
  const { server, path, accepted } = listening(t)
  let drops = 0
  server.on('drop', () => drops++)
  server.maxConnections = 0
  for (let i = 1; i <= 3; i++) {
    await turnedAway(path)
    t.is(drops, i)
  }
  t.is(accepted.length, 0)
  server.maxConnections = null
  const clients = []
  for (let i = 0; i < 5; i++) clients.push((await letIn(server, path)).client)
  t.alike([drops, accepted.length], [3, 5])
  for (const client of clients) client.destroy()
})

test('X3 a limit below the number of connections leaves these alone', async (t) => {
  const { server, path, accepted } = listening(t)
  const { client, peer } = await letIn(server, path)
  const another = await letIn(server, path)
  server.maxConnections = 1
  await turnedAway(path)
  t.is(accepted.length, 2)
  const data = once(peer, 'data')
  client.write('still here')
  t.is((await data).toString(), 'still here')
  another.client.destroy()
  another.peer.destroy()
  await closed(another.peer)
  await turnedAway(path)
  t.is(accepted.length, 2, 'one left is as many as there may be')
  client.destroy()
})

test('X3 it holds over close and listen', async (t) => {
  const { server, path } = listening(t)
  server.maxConnections = 0
  await new Promise((resolve) => server.close(resolve))
  server.listen(path)
  t.is(server.maxConnections, 0)
  const dropped = once(server, 'drop')
  await turnedAway(path)
  await dropped
  t.pass('drop')
})

test('X3 a server may close while it drops', async (t) => {
  const { server, path } = listening(t)
  server.maxConnections = 0
  const log = record(server, ['connection', 'drop', 'error', 'close'])
  server.on('drop', () => server.close())
  const closing = once(server, 'close')
  t.alike(await turnedAway(path), ['connect', 'end', 'close'])
  await closing
  await microtasks()
  t.alike(log, ['drop', 'close'])
})
