const { fs } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { temporaryDirectory } = require('./support/directory')
const { start } = require('./support/child')
const { python } = require('./support/peer')
const { canChangeUser, isRoot, stranger } = require('./support/users')

const ROUNDS = 300

/**
 * Listens on one path with `options` again and again, while somebody else never rests: each time
 * until that one has met it, and again once he has seen it gone. Resolves with what has been seen
 * from there and from here.
 */
async function hammered(t, options, rounds) {
  const directory = temporaryDirectory(t)
  fs.chmodSync(directory, 0o755)
  const path = `${directory}/s`
  const knocks = isRoot() ? 'knock' : 'look'
  const line = `exec ${python('hammers.py')} '${path}' ${knocks}`
  const { subprocess, finished, prints } = start(line, { as: stranger, timeout: 18000 })
  let connections = 0

  for (let round = 1; round <= rounds; round++) {
    const server = new Pipe.Server((pipe) => {
      connections++
      pipe.on('error', () => {}).destroy()
    })
    server.listen({ path, ...options })
    const met = await prints(`met ${round}\n`)
    await new Promise((resolve) => server.close(resolve))
    if (!met || !(await prints(`gone ${round}\n`))) break
  }

  subprocess.stdin.end()
  const { code, stderr, lines } = await finished
  t.is(code, 0, stderr)
  const [{ met, outcomes, modes }] = lines
  t.comment(JSON.stringify({ met, outcomes, modes }))
  t.is(met, rounds, 'they have met in each round')
  return { outcomes, modes: Object.keys(modes), connections }
}

test('X2 there is no moment in which another user gets in', async (t) => {
  const seen = await hammered(t, { ownerOnly: true }, ROUNDS)
  t.alike(seen.modes, ['0600'], 'never another mode')
  t.is(seen.connections, 0)
  if (!canChangeUser(t)) return
  // Not even to a server that is not listening yet, which is ECONNREFUSED.
  t.alike(Object.keys(seen.outcomes).sort(), ['EACCES', 'ENOENT'])
  t.ok(seen.outcomes.EACCES >= ROUNDS)
})

test('X2 whoever may get in gets in', async (t) => {
  const seen = await hammered(t, { writableAll: true }, 5)
  t.ok(
    seen.modes.some((mode) => parseInt(mode, 8) & 0o2),
    seen.modes
  )
  if (!canChangeUser(t)) return
  t.ok(seen.outcomes.in >= 5, 'the same client, where it is allowed')
})
