const { fs, os } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { listening, closed } = require('./support/pair')
const { temporaryDirectory, pathOfLength, exists } = require('./support/directory')
const { record, quiet, once, receive } = require('./support/events')
const { isSystemError } = require('./support/errors')
const { balance } = require('./support/descriptors')
const { run } = require('./support/child')

/** Connects to `path`, and expects `code` and the way there. */
async function fails(t, path, code, about) {
  const balanced = balance(t)
  const pipe = new Pipe()
  const log = record(pipe, quiet)
  pipe.connect(path, () => t.fail('the callback is called'))
  t.alike([pipe.connecting, pipe.pending, pipe.readyState], [true, true, 'opening'], about)
  let settled = null
  pipe.on('error', () => (settled = [pipe.connecting, pipe.pending, pipe.readyState]))
  isSystemError(t, await once(pipe, 'error'), code, about)
  t.alike(settled, [false, true, 'closed'], 'no longer connecting when the error arrives')
  await closed(pipe)
  t.alike(log, [`error:${code}`, 'close'], about)
  balanced()
}

test('N3 EINVAL: over 108 bytes, empty, an inner NUL byte', async (t) => {
  const long = pathOfLength(t, 109)
  t.is(Buffer.byteLength(long), 109)
  await fails(t, long, 'EINVAL', '109 bytes')
  await fails(t, 'é'.repeat(55), 'EINVAL', '110 bytes, 55 characters')
  await fails(t, 'x'.repeat(4096), 'EINVAL', '4096 bytes')
  await fails(t, '', 'EINVAL', 'empty')
  await fails(t, 'a\0b', 'EINVAL', 'inner NUL')
  await fails(t, 'a\0', 'EINVAL', 'NUL at the end')
})

test('N3 an inner NUL byte does not connect to what is before it', async (t) => {
  const { path, accepted } = listening(t)
  await fails(t, `${path}\0tail`, 'EINVAL')
  t.is(accepted.length, 0)
})

test('N3 ENOENT: nothing there', async (t) => {
  await fails(t, `${temporaryDirectory(t)}/none`, 'ENOENT')
  await fails(t, '/nowhere/at/all', 'ENOENT')
  await fails(t, 'no-such-name-in-this-directory', 'ENOENT')
})

test('N3 ECONNREFUSED: a file', async (t) => {
  const path = `${temporaryDirectory(t)}/file`
  fs.writeFileSync(path, 'no socket')
  await fails(t, path, 'ECONNREFUSED')
  t.is(fs.readFileSync(path, 'utf8'), 'no socket', 'left alone')
})

test('N3 ECONNREFUSED: a dead socket', async (t) => {
  const { path, close } = listening(t)
  const dead = `${temporaryDirectory(t)}/dead`
  fs.renameSync(path, dead)
  await close()
  t.ok(exists(dead), 'the socket is there')
  await fails(t, dead, 'ECONNREFUSED')
})

test('N3 ECONNREFUSED: an abstract name that nobody listens on', async (t) => {
  await fails(t, `\0bare-pipe-nobody-${os.pid()}`, 'ECONNREFUSED')
})

test('N3 EACCES: a socket that may not be written to', async (t) => {
  const { path, accepted } = listening(t)
  fs.chmodSync(path.slice(0, path.lastIndexOf('/')), 0o755)
  fs.chmodSync(path, 0o600)
  const { code, stderr, lines } = await run('connects.js', [path], { unprivileged: true })
  if (os.userInfo().uid !== 0) return t.comment('only root can become somebody else')
  t.is(code, 0, stderr)
  t.alike(lines, [
    { code: 'EACCES', name: 'Error', message: 'permission denied', log: ['error:EACCES', 'close'] }
  ])
  t.is(accepted.length, 0)
})

test('N3 108 bytes works', async (t) => {
  const path = pathOfLength(t, 108)
  t.is(Buffer.byteLength(path), 108)
  const { server } = listening(t, {}, path)
  t.is(server.address(), path)
  t.ok(exists(path), 'the file has the whole name')
  await exchange(t, server, path)
})

test('N3 107 bytes and multi-byte characters work', async (t) => {
  for (const path of [pathOfLength(t, 107), `${temporaryDirectory(t)}/é\u{1f600}`]) {
    const { server } = listening(t, {}, path)
    t.ok(exists(path))
    await exchange(t, server, path)
  }
})

test('N3 a relative path works', async (t) => {
  const before = os.cwd()
  t.teardown(() => os.chdir(before))
  os.chdir(temporaryDirectory(t))
  const { server, close } = listening(t, {}, 'name')
  t.is(server.address(), 'name')
  await exchange(t, server, 'name')
  await close()
  t.absent(exists('name'))
})

test('N3 a leading NUL byte is the abstract namespace', async (t) => {
  const path = `\0bare-pipe-test-${os.pid()}`
  const { server } = listening(t, {}, path)
  t.is(server.address(), path)
  t.ok(
    fs.readFileSync('/proc/net/unix', 'utf8').includes(`@${path.slice(1)}\n`),
    'exactly this name'
  )
  await exchange(t, server, path)
})

/** One connection over `path` with a byte each way. */
async function exchange(t, server, path) {
  const connection = once(server, 'connection')
  const client = new Pipe(path)
  const peer = await connection
  const there = receive(peer, 1)
  const back = receive(client, 1)
  client.write('a')
  t.is((await there).toString(), 'a')
  peer.write('b')
  t.is((await back).toString(), 'b')
  client.destroy()
  peer.destroy()
  await Promise.all([closed(client), closed(peer)])
}
