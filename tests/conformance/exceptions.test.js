const test = require('./support/test')
const { socketPath } = require('./support/directory')
const { run } = require('./support/child')

const places = [
  ['connect', 'client'],
  ['connect callback', 'client'],
  ['open', 'client'],
  ['open', 'peer'],
  ['data', 'client'],
  ['data', 'peer'],
  ['readable', 'client'],
  ['readable', 'peer'],
  ['end', 'client'],
  ['end', 'peer'],
  ['finish', 'client'],
  ['finish', 'peer'],
  ['drain', 'client'],
  ['drain', 'peer'],
  ['write callback', 'client'],
  ['write callback', 'peer'],
  ['end callback', 'client'],
  ['close', 'client'],
  ['close', 'peer'],
  ['close', 'server'],
  ['close callback', 'server'],
  ['connection', 'server'],
  ['listening', 'server'],
  ['listening callback', 'server'],
  ['error', 'server']
]

for (const [place, side] of places) {
  test(`D2 an exception in ${place} of the ${side} is uncaught, and all goes on`, async (t) => {
    const { code, signal, stderr, lines } = await run('throws.js', [socketPath(t), place, side])
    t.alike([code, signal, stderr], [0, 0, ''])
    t.alike(lines, [
      {
        uncaught: ['boom'],
        rejected: [],
        serverErrors: place === 'error' ? ['EACCES'] : [],
        clientErrors: [],
        received: 40000,
        closed: { client: 1, peer: 1, server: 1 },
        thrown: true
      }
    ])
  })
}

for (const attempt of ['connect', 'open', 'destroy']) {
  for (const place of ['error', 'close', 'write callback']) {
    test(`D2 an exception in ${place} when ${attempt} has failed: close comes`, async (t) => {
      const { code, signal, stderr, lines } = await run('fails-to-connect.js', [attempt, place])
      const failure = { connect: 'ENOENT', open: 'EBADF', destroy: 'GIVEN' }[attempt]
      t.alike([code, signal, stderr], [0, 0, ''])
      t.alike(lines, [
        { uncaught: ['boom'], rejected: [], log: [`error:${failure}`, 'close'], destroyed: true }
      ])
    })
  }
}

test('D2 without a handler for it, an exception ends the process', async (t) => {
  const { code, signal, stderr } = await run('fails-loudly.js')
  t.ok(code !== 0 || signal !== 0)
  t.ok(stderr.includes('Error: nobody handles this'), stderr)
})

test('V7 an exception in a connection listener is uncaught, not an error event', async (t) => {
  const { stderr, lines } = await run('throws.js', [socketPath(t), 'connection', 'server'])
  const [{ uncaught, serverErrors, received, closed }] = lines
  t.alike(uncaught, ['boom'], stderr)
  t.alike(serverErrors, [])
  t.is(received, 40000, 'the pipe stays usable')
  t.alike(closed, { client: 1, peer: 1, server: 1 })
})
