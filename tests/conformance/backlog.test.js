const test = require('./support/test')
const { Pipe } = require('./subject')
const { socketPath } = require('./support/directory')
const { closed } = require('./support/pair')
const { record, quiet, once, turns } = require('./support/events')
const { isSystemError } = require('./support/errors')
const { run } = require('./support/child')
const { stoppedServer } = require('./support/stopped-server')
const { balance } = require('./support/descriptors')

test('N6 5,000 simultaneous connects to one server all succeed', { timeout: 60000 }, async (t) => {
  const path = socketPath(t)
  const { code, stderr, lines } = await run('crowd.js', [path, 5000], {
    limit: 12000,
    timeout: 50000
  })
  t.is(code, 0, stderr)
  t.alike(lines, [{ connections: 5000, connects: 5000, echoes: 5000, closes: 5000, failures: {} }])
})

test('N6 a full backlog is waited for', async (t) => {
  const path = socketPath(t)
  const { kill } = await stoppedServer(t, [path, 2])
  const balanced = balance(t)
  const clients = []
  for (let i = 0; i < 12; i++) clients.push(new Pipe(path))
  const log = clients.map((client) => record(client, quiet))
  await turns(4)
  const waiting = log.filter((events) => events.length === 0)
  t.ok(waiting.length >= 9, 'at most three find a place')
  t.is(
    clients.filter((client) => client.connecting).length,
    waiting.length,
    'the others are connecting'
  )
  kill('SIGCONT')
  await Promise.all(clients.map((client) => (client.connecting ? once(client, 'connect') : null)))
  for (const client of clients) client.resume().end()
  await Promise.all(clients.map(closed))
  for (const events of log) t.alike(events, ['open', 'connect', 'finish', 'end', 'close'])
  balanced()
})

test('N6 a backlog that stays full is EAGAIN in the end', async (t) => {
  const path = socketPath(t)
  await stoppedServer(t, [path, 1])
  const balanced = balance(t)
  const clients = []
  for (let i = 0; i < 5; i++) clients.push(new Pipe())
  const failures = []
  const outcomes = clients.map((client) => {
    client.on('error', (err) => failures.push(err))
    client.connect(path)
    return Promise.race([once(client, 'connect'), closed(client)])
  })
  await Promise.all(outcomes)
  t.is(failures.length, 3, 'all but the two in the backlog')
  for (const err of failures) isSystemError(t, err, 'EAGAIN')
  for (const client of clients) client.destroy()
  await Promise.all(clients.map(closed))
  balanced()
})

test('N6 destroyed while it waits for a place', async (t) => {
  const path = socketPath(t)
  await stoppedServer(t, [path, 1])
  const balanced = balance(t)
  const clients = []
  for (let i = 0; i < 6; i++) clients.push(new Pipe(path))
  const logs = clients.map((client) => record(client, quiet))
  await turns(2)
  const waiting = clients.filter((client) => client.connecting)
  t.ok(waiting.length >= 4, 'some wait')
  for (const client of clients) client.destroy()
  await Promise.all(clients.map(closed))
  for (let i = 0; i < 6; i++) if (waiting.includes(clients[i])) t.alike(logs[i], ['close'])
  balanced()
})
