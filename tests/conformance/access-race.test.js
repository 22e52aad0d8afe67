const { fs } = require('./support/platform')
const test = require('./support/test')
const { temporaryDirectory } = require('./support/directory')
const { shell, command } = require('./support/child')
const { canChangeUser } = require('./support/users')

const ROUNDS = 1000

/** What is-hammered.js tells of `options`, under a umask that by itself keeps nobody out. */
async function hammered(t, options, rounds) {
  const directory = temporaryDirectory(t)
  fs.chmodSync(directory, 0o755)
  const words = [`${directory}/s`, JSON.stringify(options), rounds]
  const { code, stderr, lines } = await shell(`umask 0; exec ${command('is-hammered.js', words)}`, {
    timeout: 19000
  })
  t.is(code, 0, stderr)
  const [seen] = lines
  t.comment(JSON.stringify(seen))
  t.is(seen.met, rounds, 'they have met in each round')
  return { ...seen, modes: Object.keys(seen.modes) }
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
  const seen = await hammered(t, {}, 5)
  t.alike(seen.modes, ['0777'], 'the umask keeps nobody out')
  if (!canChangeUser(t)) return
  t.ok(seen.outcomes.in >= 5, 'the same client, where it is allowed')
})
