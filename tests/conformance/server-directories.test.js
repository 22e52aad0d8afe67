// What may happen to the directory and the names around a server's socket while it listens.
const { fs, os } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { temporaryDirectory, exists } = require('./support/directory')
const { balance } = require('./support/descriptors')
const { once } = require('./support/events')
const { isSystemError } = require('./support/errors')
const { listening, closed } = require('./support/pair')
const { run } = require('./support/child')

/** Connects to whoever listens on `path`, and leaves again. */
async function reaches(path) {
  const client = new Pipe(path)
  await once(client, 'connect')
  client.destroy()
  await closed(client)
}

test('V10 a second name for the socket outlives the server, the first does not', async (t) => {
  const balanced = balance(t)
  const { path, close } = listening(t)
  fs.linkSync(path, `${path}.link`)
  await reaches(`${path}.link`)
  await close()
  t.alike([exists(path), exists(`${path}.link`)], [false, true])
  balanced()
})

test('V10 renamed, it stays under its new name, and back in its place it is removed', async (t) => {
  for (const back of [false, true]) {
    const { path, close } = listening(t)
    fs.renameSync(path, `${path}.new`)
    await reaches(`${path}.new`)
    if (back) fs.renameSync(`${path}.new`, path)
    await close()
    t.alike([exists(path), exists(`${path}.new`)], [false, !back])
  }
})

test('V10 behind a symbolic link that has come to lead elsewhere nothing is removed', async (t) => {
  const [here, there] = [temporaryDirectory(t), temporaryDirectory(t)]
  const way = `${temporaryDirectory(t)}/way`
  fs.symlinkSync(here, way)
  const first = listening(t, {}, `${way}/s`)
  fs.unlinkSync(way)
  fs.symlinkSync(there, way)
  const second = listening(t, {}, `${way}/s`)
  await first.close()
  t.alike([exists(`${here}/s`), exists(`${there}/s`)], [true, true])
  await reaches(`${way}/s`)
  await second.close()
  t.absent(exists(`${there}/s`))
})

test('V10 a link at the end of the path is followed by clients, and is nothing to bind', async (t) => {
  const { path, close } = listening(t)
  fs.symlinkSync(path, `${path}.link`)
  await reaches(`${path}.link`)
  const other = new Pipe.Server()
  other.listen(`${path}.link`)
  isSystemError(t, await once(other, 'error'), 'EADDRINUSE')
  await new Promise((resolve) => other.close(resolve))
  await close()
  t.alike([exists(path), exists(`${path}.link`)], [false, true], 'it leads nowhere now')
})

test('V10 V5 the directory is gone, or another one', async (t) => {
  const balanced = balance(t)
  for (const again of [false, true]) {
    const directory = `${temporaryDirectory(t)}/d`
    fs.mkdirSync(directory)
    const { close } = listening(t, {}, `${directory}/s`)
    fs.rmSync(directory, { recursive: true })
    if (again) {
      fs.mkdirSync(directory)
      fs.writeFileSync(`${directory}/s`, 'precious')
    }
    await close()
    t.is(exists(`${directory}/s`), again)
  }
  balanced()
})

test('V4 V10 a relative path in a directory that is gone is EACCES', async (t) => {
  const before = os.cwd()
  t.teardown(() => os.chdir(before), { order: -1 })
  const directory = `${temporaryDirectory(t)}/d`
  fs.mkdirSync(directory)
  os.chdir(directory)
  fs.rmSync(directory, { recursive: true })
  const server = new Pipe.Server()
  server.listen('s')
  isSystemError(t, await once(server, 'error'), 'EACCES')
  os.chdir(before)
  await new Promise((resolve) => server.close(resolve))
})

test('V10 V5 a file that cannot be removed is left, and the server is closed', async (t) => {
  const directory = temporaryDirectory(t)
  fs.chmodSync(directory, 0o777)
  const { code, signal, stderr, lines } = await run('loses-rights.js', [directory], {
    unprivileged: true
  })
  t.alike([code, signal, stderr], [0, 0, ''])
  t.alike(lines, [{ log: ['listening', 'close'], left: true }])
})
