const { fs, os, tcp } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { listening, connectedPair, closed } = require('./support/pair')
const { temporaryDirectory, socketPath } = require('./support/directory')
const { once } = require('./support/events')
const { start, shell, command } = require('./support/child')
const { attached } = require('./support/peer')
const { channel } = require('./support/channel')
const { thrown, isPipeError, isSystemError } = require('./support/errors')
const { canChangeUser, own, stranger } = require('./support/users')

/** What the kernel notes of this process. */
function ours() {
  return { pid: os.pid(), ...own() }
}

/** What it notes of a child that has been started as the stranger, where that can be. */
function theirs(t, { subprocess }) {
  return { pid: subprocess.pid, ...(canChangeUser(t) ? stranger : own()) }
}

/** A path in a directory that everybody may do everything in. */
function openPath(t) {
  const path = socketPath(t)
  fs.chmodSync(path.slice(0, path.lastIndexOf('/')), 0o777)
  return path
}

/** A server on a new path that everybody can connect to. */
function openServer(t) {
  const { server, path } = listening(t, {}, openPath(t))
  fs.chmodSync(path, 0o777)
  return { server, path }
}

/** whose.js as the stranger, `args` being its own. */
function whose(args) {
  return start(`exec ${command('whose.js', args)}`, { as: stranger })
}

/** Ends the child, and resolves with what it has printed first. */
async function ended(t, { subprocess, finished }) {
  subprocess.stdin.end()
  const { code, stderr, lines } = await finished
  t.is(code, 0, stderr)
  return lines[0]
}

test('X2 both ends know of each other at once, before the first byte', async (t) => {
  const { server, path } = openServer(t)
  const client = new Pipe()
  const told = []
  server.on('connection', (pipe) => {
    told.push(pipe.remoteCredentials())
    pipe.end()
  })
  client.connect(path, () => told.push(client.remoteCredentials()))
  client.resume()
  await once(client, 'end')
  client.end()
  await closed(client)
  t.alike(told, [ours(), ours()])
  t.is([client.bytesRead, client.bytesWritten].join(), '0,0')
})

test('X2 each call returns an object of its own', async (t) => {
  const { client } = await connectedPair(t)
  const [one, other] = [client.remoteCredentials(), client.remoteCredentials()]
  t.not(one, other)
  t.alike(Object.keys(one).sort(), ['gid', 'pid', 'uid'])
  one.uid = -1
  t.alike(client.remoteCredentials(), ours())
})

test('X2 a client of another user, group and process', async (t) => {
  const { server, path } = openServer(t)
  const connection = once(server, 'connection')
  const child = whose([path])
  const pipe = await connection
  const expected = theirs(t, child)
  t.alike(pipe.remoteCredentials(), expected)
  t.is(pipe.bytesRead, 0, 'before the first byte')
  t.ok(await child.prints('\n'))
  t.alike(await ended(t, child), ours(), 'and what it has been told')
  t.alike(pipe.remoteCredentials(), expected, 'also when that process is gone')
  pipe.destroy()
  await closed(pipe)
})

test('X2 a server of another user, group and process', async (t) => {
  const path = openPath(t)
  const options = JSON.stringify([{ path, writableAll: true }])
  const child = start(`exec ${command('greets.js', [options])}`, { as: stranger })
  t.ok(await child.prints('listening'))
  const client = new Pipe(path, { eagerOpen: false })
  await once(client, 'connect')
  t.alike(client.remoteCredentials(), theirs(t, child))
  t.ok(await child.prints('"index"'))
  client.destroy()
  await closed(client)
  child.subprocess.stdin.end()
  const { code, stderr, lines } = await child.finished
  t.is(code, 0, stderr)
  t.alike(lines[1], { index: 0, ...ours() }, 'and what it has been told')
})

test('X2 an abstract name', async (t) => {
  const { server, path } = listening(t, {}, `\0bare-pipe-credentials-${os.pid()}`)
  const connection = once(server, 'connection')
  const child = whose([path.replace('\0', '@')])
  const pipe = await connection
  t.alike(pipe.remoteCredentials(), theirs(t, child))
  t.ok(await child.prints('\n'))
  t.alike(await ended(t, child), ours())
})

test('X2 of a socket pair, the process that has made it', async (t) => {
  const [a, b] = Pipe.socketpair().map((fd) => new Pipe(fd))
  t.alike([a.remoteCredentials(), b.remoteCredentials()], [ours(), ours()])
  a.destroy()
  await closed(a)
  t.alike(b.remoteCredentials(), ours(), 'also when the other end is closed')
  b.destroy()
  await closed(b)

  const child = attached(`exec ${command('whose.js', [3])}`, { as: stranger })
  t.ok(await child.prints('\n'))
  const pipe = new Pipe(child.end)
  t.alike(pipe.remoteCredentials(), ours(), 'whoever holds the other end by now')
  t.alike(await ended(t, child), ours(), 'on either end')
  pipe.destroy()
  await closed(pipe)
})

test('X2 of a pipe that was passed, whoever has connected', async (t) => {
  const { server, path } = openServer(t)
  const connection = once(server, 'connection')
  const child = whose([path])
  const pipe = await connection
  const [sender, receiver] = channel(t)
  const passed = new Promise((resolve) =>
    receiver.on('handle', () => {
      const target = new Pipe()
      receiver.accept(target)
      resolve([target, target.remoteCredentials()])
    })
  )
  receiver.resume()
  sender.write('a client', pipe, () => pipe.destroy())
  const [target, credentials] = await passed
  t.alike(credentials, theirs(t, child))
  t.alike(receiver.remoteCredentials(), ours(), 'not those of who has passed it')
  t.ok(await child.prints('\n'))
  await ended(t, child)
  target.destroy()
  await closed(target)
})

/** What `remoteCredentials` throws. */
function refusal(pipe) {
  return thrown(() => pipe.remoteCredentials())
}

test('X2 ENOTCONN before there is a connection', async (t) => {
  const pipe = new Pipe()
  isSystemError(t, refusal(pipe), 'ENOTCONN', 'a new pipe')
  const { path } = openServer(t)
  pipe.connect(path)
  isSystemError(t, refusal(pipe), 'ENOTCONN', 'while connecting')
  await once(pipe, 'connect')
  t.alike(pipe.remoteCredentials(), ours())
  pipe.destroy()
  await closed(pipe)
})

test('X2 ENOTCONN while a failed connect settles, then PIPE_IS_CLOSED', async (t) => {
  const pipe = new Pipe(`${temporaryDirectory(t)}/nobody`)
  isSystemError(t, refusal(pipe), 'ENOTCONN', 'nobody has been told yet')
  let inside = null
  pipe.on('error', () => (inside = refusal(pipe)))
  await once(pipe, 'close')
  isPipeError(t, inside, 'PIPE_IS_CLOSED', 'in the listener of the error')
})

test('X2 ENOTSOCK over what is no socket', async (t) => {
  const file = `${temporaryDirectory(t)}/file`
  fs.writeFileSync(file, 'content')
  const [read, write] = Pipe.pipe()
  for (const fd of [read, write, fs.openSync(file, 'r'), fs.openSync('/dev/null', 'r+')]) {
    const pipe = new Pipe(fd)
    pipe.on('error', () => {})
    isSystemError(t, refusal(pipe), 'ENOTSOCK', `descriptor ${fd}`)
    pipe.destroy()
    await closed(pipe)
  }
})

test('X2 ENOTSUP over a TCP socket', async (t) => {
  const server = tcp.createServer((socket) => {
    socket.on('error', () => {}).on('end', () => socket.end())
    socket.resume()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  const { code, stderr, lines } = await shell(
    `exec </dev/null; bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port}; exec "$@"' - ${command('whose.js', [3])}`
  )
  t.is(code, 0, stderr)
  t.alike(lines[0], {
    code: 'ENOTSUP',
    name: 'Error',
    message: 'operation not supported on socket'
  })
  await new Promise((resolve) => server.close(resolve))
})

test('X2 PIPE_IS_CLOSED once the pipe is closing', async (t) => {
  const { client, peer } = await connectedPair(t)
  t.alike(peer.remoteCredentials(), ours())
  client.destroy()
  isPipeError(t, refusal(client), 'PIPE_IS_CLOSED', 'closing')
  await closed(client)
  isPipeError(t, refusal(client), 'PIPE_IS_CLOSED', 'closed')
  const failed = new Pipe()
  failed.on('error', () => {})
  failed.open(0x7fffffff)
  isPipeError(t, refusal(failed), 'PIPE_IS_CLOSED', 'failed to open')
  await closed(failed)
})

test('X2 half a pipe is enough', async (t) => {
  const { client, peer } = await connectedPair(t)
  client.end()
  peer.resume()
  await once(peer, 'end')
  t.alike([client.remoteCredentials(), peer.remoteCredentials()], [ours(), ours()])
})
