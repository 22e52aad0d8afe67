const { fs } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { closed } = require('./support/pair')
const { temporaryDirectory } = require('./support/directory')
const { record, quiet, once, turns } = require('./support/events')
const { start, run, command } = require('./support/child')
const { balance } = require('./support/descriptors')
const { canChangeUser, nobody, own, stranger } = require('./support/users')

const choices = [
  {},
  { ownerOnly: true },
  { readableAll: true },
  { writableAll: true },
  { readableAll: true, writableAll: true }
]

/** How another user fares with each of `choices` under a umask, on Linux. */
const fates = {
  '0022': ['EACCES', 'EACCES', 'EACCES', 'in', 'in'],
  '0077': ['EACCES', 'EACCES', 'EACCES', 'in', 'in']
}

/** A directory that everybody may do everything in. */
function openDirectory(t) {
  const directory = temporaryDirectory(t)
  fs.chmodSync(directory, 0o777)
  return directory
}

/** greets.js with `options`, and `close()` that resolves with the indexes of who was connected to. */
async function greeter(t, options, { mask = '0022', as } = {}) {
  const line = `umask ${mask}; exec ${command('greets.js', [JSON.stringify(options)])}`
  const { subprocess, finished, prints } = start(line, { as })
  t.ok(await prints('listening'), 'the server listens')
  return async () => {
    subprocess.stdin.end()
    const { code, stderr, lines } = await finished
    t.is(code, 0, stderr)
    return lines.filter(({ modes }) => modes === undefined)
  }
}

/** What knocks.js tells of all `paths`, as the user `as`. */
async function knock(t, paths, as) {
  const { code, stderr, lines } = await run('knocks.js', paths, { as })
  t.is(code, 0, stderr)
  return lines[0].outcomes
}

/** Connects to each of `paths` as this user, and is disconnected by a server that goes on. */
async function knockOurselves(paths) {
  for (const path of paths) {
    const client = new Pipe(path).resume()
    await once(client, 'end')
    client.destroy()
    await closed(client)
  }
}

for (const [mask, expected] of Object.entries(fates)) {
  test(`X2 another user, under the umask ${mask}`, async (t) => {
    const directory = openDirectory(t)
    const options = choices.map((choice, i) => ({ path: `${directory}/${i}`, ...choice }))
    const paths = options.map(({ path }) => path)
    const close = await greeter(t, options, { mask })
    const others = canChangeUser(t)
    if (others) t.alike(await knock(t, paths, stranger), expected, 'the other user')
    await knockOurselves(paths)
    const connections = await close()
    const told = ({ uid }) => connections.filter((one) => one.uid === uid).map((one) => one.index)
    const admitted = paths.map((_, i) => i).filter((i) => expected[i] === 'in')
    if (others) t.alike(told(stranger), admitted, 'no more were told of the other user')
    t.alike(
      told(own()),
      paths.map((_, i) => i),
      'all were told of this one'
    )
  })
}

test('X2 root gets past the mode, and is disconnected unseen', async (t) => {
  const directory = openDirectory(t)
  const path = `${directory}/s`
  const close = await greeter(t, [{ path, ownerOnly: true }], { as: nobody })
  if (canChangeUser(t)) {
    const balanced = balance(t)
    const client = new Pipe(path)
    const log = record(client, quiet)
    let received = 0
    client.on('data', (chunk) => (received += chunk.byteLength))
    await once(client, 'end')
    client.destroy()
    await closed(client)
    await turns(1)
    t.is(received, 0)
    t.alike(
      log.filter((name) => name !== 'open'),
      ['connect', 'end', 'close'],
      'a connection that ends'
    )
    balanced()
  }
  t.alike(await knock(t, [path], nobody), ['in'], 'the server goes on')
  const connections = await close()
  t.is(connections.length, 1, 'and was told of one client')
  t.is(connections[0].uid, canChangeUser(t) ? nobody.uid : own().uid)
})

test('X2 ownerOnly does not depend on the mode alone', async (t) => {
  const path = `${openDirectory(t)}/s`
  const server = new Pipe.Server()
  const users = []
  server.on('connection', (pipe) => {
    users.push(pipe.remoteCredentials().uid)
    pipe.end()
  })
  server.on('error', (err) => t.fail(err.code))
  server.on('drop', () => t.fail('drop'))
  server.listen({ path, ownerOnly: true })
  fs.chmodSync(path, 0o777)
  if (canChangeUser(t)) t.alike(await knock(t, [path, path], stranger), ['in', 'in'])
  await knockOurselves([path])
  t.alike(users, [own().uid], 'somebody has opened it to all, and still it is not')
  server.close()
  await once(server, 'close')
})

test('X2 strangers take no place among maxConnections', async (t) => {
  if (!canChangeUser(t)) return
  const path = `${openDirectory(t)}/s`
  const server = new Pipe.Server()
  server.maxConnections = 1
  server.on('drop', () => t.fail('drop'))
  server.listen({ path, ownerOnly: true })
  fs.chmodSync(path, 0o777)
  const connection = once(server, 'connection')
  const client = new Pipe(path)
  const peer = await connection
  await knock(t, [path, path], stranger)
  client.destroy()
  peer.destroy()
  await Promise.all([closed(client), closed(peer)])
  await new Promise((resolve) => server.close(resolve))
})
