// Between processes that have nothing in common but the pipe.
const test = require('./support/test')
const { Pipe } = require('./subject')
const { gone } = require('./support/channel')
const { kinds, targetFor } = require('./support/kinds')
const { attached, warmedUp } = require('./support/peer')
const { start, command } = require('./support/child')
const { socketPath } = require('./support/directory')
const { record, receive, once } = require('./support/events')
const { closed } = require('./support/pair')
const { balance } = require('./support/descriptors')

/** Sends one of each kind to the child behind `pipe`, and gets it back; all of them must work. */
async function exchange(t, pipe) {
  const returned = []
  pipe.on('handle', (type) => returned.push(pipe.accept(targetFor(type))))
  const log = record(pipe, ['handle', 'data', 'error'])
  for (const [i, kind] of kinds.entries()) {
    const [sent, other] = await kind.pair()
    const greeting = `${i} says the child`
    const said = kind.name === 'a UDP socket' ? null : receive(other, greeting.length)
    const answer = once(pipe, 'data')
    pipe.write(Buffer.of(i), sent)
    t.is((await answer)[0], i)
    if (said !== null) t.is((await said).toString(), greeting, kind.name)
    await gone(sent)
    t.is(returned.length, i + 1)
    await kind.talk(t, returned[i], other)
    await gone(other, returned[i])
  }
  const types = log.filter((entry) => entry.startsWith('handle') || entry.startsWith('error'))
  t.alike(
    types,
    kinds.map((kind) => `handle:${kind.type}`)
  )
}

test('I1 I2 I6 X1 a child with one end of a socket pair', async (t) => {
  await warmedUp()
  const balanced = balance(t)
  const { end, finished } = attached(`exec ${command('hands-back.js')}`)
  const pipe = new Pipe({ ipc: true }).open(end)
  await exchange(t, pipe)
  pipe.end()
  await closed(pipe)
  const { code, lines, stderr } = await finished
  t.is(code, 0, stderr)
  t.alike(lines, [{ closed: true }])
  balanced()
})

test('V9 I1 I2 I6 a child that connects to a server with ipc', async (t) => {
  await warmedUp()
  const balanced = balance(t)
  const path = socketPath(t)
  const server = Pipe.createServer({ ipc: true })
  const connection = once(server, 'connection')
  server.listen(path)
  const { finished } = start(`exec ${command('hands-back.js', [path])}`)
  const pipe = await connection
  await exchange(t, pipe)
  pipe.end()
  await closed(pipe)
  await new Promise((resolve) => server.close(resolve))
  const { code, lines, stderr } = await finished
  t.is(code, 0, stderr)
  t.alike(lines, [{ closed: true }])
  balanced()
})

test('V9 I1 several clients of one server, each with its own handles', async (t) => {
  await warmedUp()
  const balanced = balance(t)
  const path = socketPath(t)
  const server = Pipe.createServer({ ipc: true })
  const accepted = []
  server.on('connection', (pipe) => accepted.push(pipe))
  server.listen(path)
  const children = [0, 1, 2].map(() => start(`exec ${command('hands-back.js', [path])}`))
  while (accepted.length < 3) await once(server, 'connection')
  await Promise.all(accepted.map((pipe) => exchange(t, pipe)))
  for (const pipe of accepted) pipe.end()
  await Promise.all(accepted.map(closed))
  await new Promise((resolve) => server.close(resolve))
  for (const { finished } of children) t.is((await finished).code, 0)
  balanced()
})

test('V9 a client without ipc gets the data, and no handle', async (t) => {
  await warmedUp()
  const balanced = balance(t)
  const path = socketPath(t)
  const server = Pipe.createServer({ ipc: true })
  const connection = once(server, 'connection')
  server.listen(path)
  const client = new Pipe(path)
  const log = record(client, ['handle', 'data', 'error'])
  const pipe = await connection
  const [sent, other] = await kinds[0].pair()
  pipe.write('m', sent)
  await once(client, 'data')
  t.alike(log, ['data:m'])
  await gone(client, pipe, sent, other)
  await new Promise((resolve) => server.close(resolve))
  balanced()
})

test('I1 D1 a child that dies with handles under way leaves nothing behind', async (t) => {
  await warmedUp()
  const balanced = balance(t)
  const { end, finished, kill } = attached('exec sleep 60')
  const pipe = new Pipe({ ipc: true }).open(end)
  const errors = []
  pipe.on('error', (err) => errors.push(err.code))
  const pairs = await Promise.all(Array.from({ length: 20 }, () => kinds[0].pair()))
  for (const [sent] of pairs) pipe.write('m', sent)
  kill('SIGKILL')
  await finished
  await closed(pipe)
  for (const code of errors) t.ok(['EPIPE', 'ECONNRESET'].includes(code), code)
  await gone(...pairs.flat())
  balanced()
})
