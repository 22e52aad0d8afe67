const { fs, os } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { listening, closed } = require('./support/pair')
const { temporaryDirectory, socketPath, pathOfLength, exists } = require('./support/directory')
const { record, serving, once, turns } = require('./support/events')
const { isSystemError } = require('./support/errors')
const { balance } = require('./support/descriptors')
const { run } = require('./support/child')

/** Listens on `path`, and expects `code`, and that the server listens on another one afterwards. */
async function fails(t, path, code, about = code) {
  const balanced = balance(t)
  const server = new Pipe.Server()
  const log = record(server, serving)
  let calls = 0
  t.is(
    server.listen(path, () => calls++),
    server
  )
  t.alike(log, [], 'nothing at once')
  let settled = null
  server.once('error', () => (settled = [server.listening, server.address()]))
  isSystemError(t, await once(server, 'error'), code, about)
  t.alike(settled, [false, null], `not listening ${about}`)
  await turns(1)
  t.alike(log, [`error:${code}`])
  t.alike([server.listening, server.address()], [false, null])

  const good = socketPath(t)
  server.listen(good)
  t.alike([server.listening, server.address()], [true, good], `may listen again ${about}`)
  const connection = once(server, 'connection')
  const client = new Pipe(good)
  const peer = await connection
  client.destroy()
  peer.destroy()
  await Promise.all([closed(client), closed(peer)])
  await new Promise((resolve) => server.close(resolve))
  t.alike(log, [`error:${code}`, 'listening', 'connection:object', 'close'])
  t.is(calls, 0, 'the callback of the failed listen is not called')
  balanced()
}

test('V4 EADDRINUSE: another server', async (t) => {
  const { path, server } = listening(t)
  await fails(t, path, 'EADDRINUSE')
  const connection = once(server, 'connection')
  const client = new Pipe(path)
  t.ok(await connection, 'the other server goes on')
  client.destroy()
  await closed(client)
})

test('V4 EADDRINUSE: a stale socket', async (t) => {
  const { path, close } = listening(t)
  const stale = `${temporaryDirectory(t)}/stale`
  fs.renameSync(path, stale)
  await close()
  await fails(t, stale, 'EADDRINUSE')
  t.ok(fs.lstatSync(stale).isSocket(), 'left alone')
})

test('V4 EADDRINUSE: a file', async (t) => {
  const path = `${temporaryDirectory(t)}/file`
  fs.writeFileSync(path, 'content')
  await fails(t, path, 'EADDRINUSE')
  t.is(fs.readFileSync(path, 'utf8'), 'content', 'left alone')
})

test('V4 EADDRINUSE: a directory, a dangling link, an abstract name', async (t) => {
  const directory = temporaryDirectory(t)
  await fails(t, directory, 'EADDRINUSE')
  fs.symlinkSync(`${directory}/nothing`, `${directory}/link`)
  await fails(t, `${directory}/link`, 'EADDRINUSE')
  const { path } = listening(t, {}, `\0bare-pipe-twice-${os.pid()}`)
  await fails(t, path, 'EADDRINUSE')
})

test('V4 EACCES: a missing directory', async (t) => {
  await fails(t, '/nowhere/at/all', 'EACCES')
  await fails(t, `${temporaryDirectory(t)}/none/s`, 'EACCES')
})

test('V4 EACCES: a directory that may not be written to', async (t) => {
  const directory = temporaryDirectory(t)
  fs.chmodSync(directory, 0o555)
  const { code, stderr, lines } = await run('listens-in-vain.js', [`${directory}/s`], {
    unprivileged: true
  })
  t.is(code, 0, stderr)
  t.alike(lines, [{ log: ['error:EACCES', 'close'], message: 'permission denied', name: 'Error' }])
  t.absent(exists(`${directory}/s`))
})

test('V4 EINVAL: over 108 bytes, an inner NUL byte', async (t) => {
  await fails(t, pathOfLength(t, 109), 'EINVAL')
  await fails(t, 'x'.repeat(4096), 'EINVAL')
  const path = socketPath(t)
  await fails(t, `${path}\0tail`, 'EINVAL')
  t.absent(exists(path), 'nor is it bound to what is before it')
})

test('V4 with close(): error, close, callback', async (t) => {
  const server = new Pipe.Server()
  const log = record(server, serving)
  server.listen('/nowhere/at/all', () => log.push('listening callback'))
  server.close(() => log.push('close callback'))
  await once(server, 'close')
  await turns(1)
  t.alike(log, ['error:EACCES', 'close', 'close callback'])
})

test('V4 closed after the error', async (t) => {
  const server = new Pipe.Server()
  const log = record(server, serving)
  server.listen('/nowhere/at/all')
  await once(server, 'error')
  server.close(() => log.push('close callback'))
  await once(server, 'close')
  await turns(1)
  t.alike(log, ['error:EACCES', 'close', 'close callback'])
})
