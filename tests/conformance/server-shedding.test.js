const test = require('./support/test')
const { Pipe } = require('./subject')
const { closed } = require('./support/pair')
const { socketPath } = require('./support/directory')
const { once } = require('./support/events')
const { isPipeError, thrown } = require('./support/errors')
const { start, command } = require('./support/child')

test("V11 listen('') is INVALID_PATH", async (t) => {
  const server = new Pipe.Server()
  for (const args of [[''], ['', 5], ['', () => {}], [{ path: '' }]]) {
    isPipeError(
      t,
      thrown(() => server.listen(...args)),
      'INVALID_PATH'
    )
    t.alike([server.listening, server.address()], [false, null])
  }
  server.close()
  await once(server, 'close')
})

/** Connects until the connection has been closed again by the server. */
async function shed(path) {
  const client = new Pipe(path)
  client.on('error', () => {})
  client.on('end', () => client.end())
  client.resume()
  await closed(client)
}

/** What sheds.js reports when its descriptors are exhausted and `burst()` has been run. */
async function exhausted(t, burst) {
  const path = socketPath(t)
  const child = start(`exec ${command('sheds.js', [path])}`, { limit: 64 })
  t.ok(await child.prints('exhausted'))
  await burst(path)
  child.subprocess.stdin.write('\n')
  t.ok(await child.prints('recovered'), 'descriptors are free again')
  const client = new Pipe(path)
  const answer = new Promise((resolve) => client.once('data', resolve))
  client.on('error', () => {})
  client.write('still there?')
  t.is((await answer).toString(), 'still there?', 'the server goes on')
  client.end()
  const { code, signal, stderr, lines } = await child.finished
  t.alike([code, signal, stderr], [0, 0, ''])
  return lines[0]
}

test('V7 V11 a failed accept is an error of the server', async (t) => {
  const { errors, connections } = await exhausted(t, shed)
  t.ok(errors.length >= 1, 'it is reported')
  for (const err of errors) {
    t.alike(err, { code: 'EMFILE', name: 'Error', message: 'too many open files', listening: true })
  }
  t.is(connections, 1, 'the one after it')
})

test('V11 a connection shed for lack of descriptors is EMFILE, not more than once a second', async (t) => {
  const { errors, elapsed } = await exhausted(t, async (path) => {
    const burst = []
    for (let i = 0; i < 40; i++) burst.push(shed(path))
    await Promise.all(burst)
  })
  t.ok(errors.length >= 1, 'it is reported')
  // The two clocks may differ by some milliseconds.
  t.ok(
    errors.length <= 1 + Math.floor((elapsed + 20) / 1000),
    `${errors.length} reports in ${elapsed} ms`
  )
  t.ok(errors.every(({ code }) => code === 'EMFILE'))
})
