const { fs, os } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { listening, closed } = require('./support/pair')
const { temporaryDirectory, socketPath, exists } = require('./support/directory')
const { once, receive, turns } = require('./support/events')
const { balance } = require('./support/descriptors')

/** What identifies the file at `path`, null when there is none. */
function identity(path) {
  if (!exists(path)) return null
  const { dev, ino } = fs.lstatSync(path)
  return [dev, ino]
}

/** What the file at `path` holds, null when there is none. */
function content(path) {
  return exists(path) ? fs.readFileSync(path, 'utf8') : null
}

/** Says something to whoever listens on `path`, and hears it back. */
async function reaches(t, server, path) {
  const connection = once(server, 'connection')
  const client = new Pipe(path)
  const peer = await connection
  const received = receive(peer, 5)
  client.write('hello')
  t.is((await received).toString(), 'hello')
  client.destroy()
  peer.destroy()
  await Promise.all([closed(client), closed(peer)])
}

test('V10 close() removes the socket file that this server bound', async (t) => {
  const { path, server, close } = listening(t)
  t.ok(fs.lstatSync(path).isSocket())
  server.close()
  await close()
  t.absent(exists(path))
})

test('V10 not a file that has taken its place', async (t) => {
  const balanced = balance(t)
  const { path, close } = listening(t)
  fs.unlinkSync(path)
  fs.writeFileSync(path, 'precious')
  await close()
  t.is(content(path), 'precious')
  balanced()
})

test('V10 not a directory or a link that has taken its place', async (t) => {
  const one = listening(t)
  fs.unlinkSync(one.path)
  fs.mkdirSync(one.path)
  await one.close()
  t.ok(exists(one.path) && fs.lstatSync(one.path).isDirectory())

  const two = listening(t)
  const moved = `${temporaryDirectory(t)}/moved`
  fs.renameSync(two.path, moved)
  fs.symlinkSync(moved, two.path)
  await two.close()
  t.ok(
    exists(two.path) && fs.lstatSync(two.path).isSymbolicLink(),
    'a link to its own socket is not its socket'
  )
})

test('V10 not after its name was removed', async (t) => {
  const { path, close } = listening(t)
  fs.unlinkSync(path)
  await close()
  t.absent(exists(path))
})

test('V10 not a successor in another server that has bound the name', async (t) => {
  const first = listening(t)
  fs.unlinkSync(first.path)
  const second = listening(t, {}, first.path)
  const bound = identity(second.path)
  await first.close()
  t.alike(identity(second.path), bound, 'the successor is still there')
  await reaches(t, second.server, second.path)
  await second.close()
  t.absent(exists(second.path))
})

test('V10 not a successor that was renamed into its place', async (t) => {
  const first = listening(t)
  const second = listening(t)
  fs.renameSync(second.path, first.path)
  await first.close()
  await reaches(t, second.server, first.path)
  await second.close()
})

test('V10 not another file after a chdir', async (t) => {
  const before = os.cwd()
  t.teardown(() => os.chdir(before), { order: -1 })
  const [here, there] = [temporaryDirectory(t), temporaryDirectory(t)]
  fs.writeFileSync(`${there}/name`, 'precious')
  os.chdir(here)
  const { server, close } = listening(t, {}, 'name')
  t.is(server.address(), 'name')
  os.chdir(there)
  await close()
  t.is(content(`${there}/name`), 'precious')
  t.absent(exists(`${here}/name`), 'but the one that it bound')
})

test('V10 a second close, or one after a successor, removes nothing', async (t) => {
  const path = socketPath(t)
  const server = new Pipe.Server()
  server.listen(path)
  await new Promise((resolve) => server.close(resolve))
  fs.writeFileSync(path, 'precious')
  await new Promise((resolve) => server.close(resolve))
  await turns(1)
  t.is(content(path), 'precious')
})

test('V10 a listen that failed removes nothing', async (t) => {
  const first = listening(t)
  const bound = identity(first.path)
  const second = new Pipe.Server()
  second.listen(first.path)
  await once(second, 'error')
  await new Promise((resolve) => second.close(resolve))
  t.alike(identity(first.path), bound)
  await reaches(t, first.server, first.path)
})
