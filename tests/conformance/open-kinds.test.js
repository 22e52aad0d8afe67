const { fs, tcp } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { closed } = require('./support/pair')
const { temporaryDirectory, exists } = require('./support/directory')
const { record, quiet, once, receive, turns } = require('./support/events')
const { balance } = require('./support/descriptors')
const { shell, command, start, run } = require('./support/child')

/** What adopt.js has told on its standard error. */
function told({ stderr }) {
  return JSON.parse(stderr.trim().split('\n').at(-1))
}

test('O4 FIFOs, for reading, for writing and for both', async (t) => {
  const balanced = balance(t)
  const path = `${temporaryDirectory(t)}/fifo`
  await shell(`mkfifo '${path}'`)
  const both = new Pipe(fs.openSync(path, 'r+'))
  const writer = new Pipe(fs.openSync(path, 'w'))
  t.is(both.readyState, 'open')
  t.is(writer.readyState, 'writeOnly')
  const mine = receive(both, 7)
  both.write('one ')
  await turns(2)
  writer.write('two')
  t.is((await mine).toString(), 'one two')
  both.destroy()
  writer.destroy()
  await Promise.all([closed(both), closed(writer)])
  t.ok(exists(path), 'the FIFO is still there')
  balanced()
})

test('O4 a terminal', { skip: !exists('/usr/bin/script') }, async (t) => {
  const inner = command('adopt.js', [0, 'to the terminal\n', 'answered']).replace(/"/g, '\\"')
  const child = start(`script -qec "${inner}" /dev/null`)
  t.ok(await child.prints('to the terminal'))
  child.subprocess.stdin.write('typed\n')
  const { stdout } = await child.finished
  const result = JSON.parse(stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1))
  t.is(result.readyState, 'open')
  t.is(result.data.trim(), 'typed')
  t.is(result.written, true)
  t.alike(result.log, ['connect', 'close'])
})

test('O4 a TCP socket', async (t) => {
  const server = tcp.createServer((socket) => {
    socket.on('error', () => {}).on('data', (chunk) => socket.write(`got ${chunk}`))
    socket.on('end', () => socket.end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  const result = await shell(
    `bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port}; exec "$@"' - ${command('adopt.js', [3, 'it', 'answered'])}`
  )
  t.is(result.code, 0, result.stderr)
  t.alike(told(result), {
    log: ['connect', 'close'],
    readyState: 'open',
    written: true,
    data: 'got it'
  })
  await new Promise((resolve) => server.close(resolve))
})

test('O4 a UDP socket', async (t) => {
  const result = await shell(
    `bash -c 'exec 3<>/dev/udp/127.0.0.1/9; exec "$@"' - ${command('adopt.js', [3, 'datagram'])}`
  )
  t.is(result.code, 0, result.stderr)
  const { log, readyState, written } = told(result)
  t.is(readyState, 'open')
  t.is(written, true)
  t.is(log[0], 'connect')
  t.is(log.at(-1), 'close')
})

test('O4 a socket pair', async (t) => {
  const { subprocess, finished } = start(`exec ${command('adopt.js', [3, 'down', 'answered'])}`, {
    extra: ['pipe']
  })
  const end = subprocess.stdio[3]
  t.is((await receive(end, 4)).toString(), 'down')
  end.end('and back')
  const result = await finished
  t.alike(told(result), {
    log: ['connect', 'close'],
    readyState: 'open',
    written: true,
    data: 'and back'
  })
})

test('O4 a directory is EISDIR or EINVAL', async (t) => {
  const fd = fs.openSync(temporaryDirectory(t), 'r')
  const pipe = new Pipe(fd)
  const log = record(pipe, quiet)
  const { code } = await once(pipe, 'error')
  t.ok(code === 'EISDIR' || code === 'EINVAL', code)
  await closed(pipe)
  t.alike(log, [`error:${code}`, 'close'])
  fs.closeSync(fd)
})

test('O5 a descriptor that another pipe watches is EEXIST, and the other pipe goes on', async (t) => {
  const { code, signal, lines, stderr } = await run('twice.js')
  t.alike([code, signal], [0, 0], stderr)
  t.alike(lines, [
    ['second Error EEXIST file already exists', 'second close', 'data:goes on', 'end', 'close']
  ])
})
