const { fs, os } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { closed, listening } = require('./support/pair')
const { temporaryDirectory, socketPath, exists } = require('./support/directory')
const { once, receive } = require('./support/events')
const { start, command } = require('./support/child')
const { thrown, isPipeError, isSystemError } = require('./support/errors')
const { balance } = require('./support/descriptors')
const FakeSignal = require('./support/fake-signal')

const choices = [
  {},
  { ownerOnly: true },
  { readableAll: true },
  { writableAll: true },
  { readableAll: true, writableAll: true },
  { ownerOnly: false, readableAll: false, writableAll: false }
]

/** What each of `choices` makes of a umask, in the same order. */
const modes = {
  '0000': [0o777, 0o600, 0o777, 0o777, 0o777, 0o777],
  '0022': [0o755, 0o600, 0o755, 0o777, 0o777, 0o755],
  '0077': [0o700, 0o600, 0o744, 0o722, 0o766, 0o700],
  '0277': [0o500, 0o400, 0o544, 0o722, 0o766, 0o500]
}

for (const [mask, expected] of Object.entries(modes)) {
  test(`X2 the modes of socket files under the umask ${mask}`, async (t) => {
    const directory = temporaryDirectory(t)
    const options = choices.map((choice, i) => ({ path: `${directory}/${i}`, ...choice }))
    const { subprocess, finished, prints } = start(
      `umask ${mask}; exec ${command('greets.js', [JSON.stringify(options)])}`
    )
    t.ok(await prints('listening'))
    subprocess.stdin.end()
    const { code, stderr, lines } = await finished
    t.is(code, 0, stderr)
    const [{ modes }] = lines
    choices.forEach((choice, i) => t.is(octal(modes[i]), octal(expected[i]), name(choice)))
    t.alike(fs.readdirSync(directory), [], 'all removed')
  })
}

function octal(mode) {
  return mode.toString(8).padStart(4, '0')
}

function name(choice) {
  return Object.keys(choice).join(', ') || 'no option'
}

test('X2 undefined is as good as nothing', async (t) => {
  const plain = listening(t)
  const { path } = listening(t)
  fs.unlinkSync(path)
  const server = new Pipe.Server()
  server.listen({ path, ownerOnly: undefined, readableAll: undefined, writableAll: undefined })
  t.is(fs.lstatSync(path).mode, fs.lstatSync(plain.path).mode)
  await new Promise((resolve) => server.close(resolve))
})

test('X2 ownerOnly lets this user in, and bytes go both ways', async (t) => {
  const balanced = balance(t)
  const path = socketPath(t)
  const server = new Pipe.Server()
  server.listen(path, 7, { ownerOnly: true })
  t.is(octal(fs.lstatSync(path).mode & 0o7777), '0600', 'in any place of the arguments')
  const connection = once(server, 'connection')
  const client = new Pipe(path)
  const peer = await connection
  const there = receive(peer, 5)
  const back = receive(client, 8)
  client.write('there')
  peer.write('and back')
  t.is((await there).toString(), 'there')
  t.is((await back).toString(), 'and back')
  client.destroy()
  peer.destroy()
  await Promise.all([closed(client), closed(peer)])
  await new Promise((resolve) => server.close(resolve))
  t.absent(exists(path))
  balanced()
})

/** Refused at once, and the server listens on the same path afterwards. */
async function refused(t, options, code, about) {
  const balanced = balance(t)
  const server = new Pipe.Server()
  const path = socketPath(t)
  const given = { path, ...options }
  const err = thrown(() => server.listen(given))
  isPipeError(t, err, code, about)
  t.alike([server.listening, server.address()], [false, null])
  t.absent(exists(path))
  server.listen(path)
  t.ok(server.listening)
  await new Promise((resolve) => server.close(resolve))
  balanced()
  return err
}

test('X2 ownerOnly together with what contradicts it is INVALID_ARGUMENT', async (t) => {
  for (const others of [['readableAll'], ['writableAll'], ['readableAll', 'writableAll']]) {
    const options = Object.fromEntries(['ownerOnly', ...others].map((name) => [name, true]))
    const { message } = await refused(t, options, 'INVALID_ARGUMENT', others.join(', '))
    for (const option of ['ownerOnly', ...others]) t.ok(message.includes(option), message)
  }
})

test('X2 an abstract name has no permissions', async (t) => {
  const path = `\0bare-pipe-access-${os.pid()}`
  for (const option of ['ownerOnly', 'readableAll', 'writableAll']) {
    const { message } = await refused(t, { path, [option]: true }, 'INVALID_ARGUMENT', option)
    t.ok(message.includes('abstract') && message.includes(option), message)
    const client = new Pipe(path)
    isSystemError(t, await once(client, 'error'), 'ECONNREFUSED', 'nobody listens')
  }
  const { server } = listening(t, {}, path)
  t.ok(server.listening, 'without them it is a name like any other')
})

test('X2 what only passes for true or false is INVALID_ARGUMENT', async (t) => {
  for (const option of ['ownerOnly', 'readableAll', 'writableAll']) {
    for (const value of ['false', 'true', '', 0, 1, null, {}]) {
      await refused(t, { [option]: value }, 'INVALID_ARGUMENT', `${option}: ${value}`)
    }
  }
})

test('X2 guards and paths come first, and a signal that has aborted changes nothing', async (t) => {
  const contradiction = { ownerOnly: true, writableAll: true }
  const { server, path } = listening(t)
  isPipeError(
    t,
    thrown(() => server.listen({ path, ...contradiction })),
    'SERVER_ALREADY_LISTENING'
  )
  await refused(t, { path: 7, ...contradiction }, 'INVALID_PATH')
  const signal = new FakeSignal()
  await refused(t, { signal, ...contradiction }, 'INVALID_ARGUMENT')
  t.is(signal.listenerCount, 0, 'the signal has been left alone')
  signal.abort()
  await refused(t, { signal, ...contradiction }, 'INVALID_ARGUMENT')
})

test('X2 errors of bind are what they are without the options', async (t) => {
  const { path } = listening(t)
  for (const option of ['ownerOnly', 'readableAll', 'writableAll']) {
    const before = fs.lstatSync(path).mode
    const server = new Pipe.Server()
    server.listen({ path, [option]: true })
    isSystemError(t, await once(server, 'error'), 'EADDRINUSE', option)
    t.is(fs.lstatSync(path).mode, before, 'the file of the other server is left alone')
    server.listen({ path: `${temporaryDirectory(t)}/none/s`, [option]: true })
    isSystemError(t, await once(server, 'error'), 'EACCES', option)
  }
})
