const { name } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { record, quiet, collect, once } = require('./support/events')
const { connectedPair, closed } = require('./support/pair')
const { spawnWith } = require('./support/subprocess')
const { balance } = require('./support/descriptors')
const { thrown } = require('./support/errors')

const ipcHandle = Symbol.for('bare.ipc.handle')
const ipcAccept = Symbol.for('bare.ipc.accept')

const sizeofPipe = 264 // uv_pipe_t on 64-bit Unix

/** The fields that begin every libuv handle: data, loop, type. */
function handleFields(buffer) {
  const words = new BigUint64Array(buffer, 0, 2)
  return { loop: words[1], type: new Uint32Array(buffer, 16, 1)[0] }
}

test('E5 the symbol and _handle are one ArrayBuffer, always the same', async (t) => {
  const pipe = new Pipe()
  const handle = pipe[ipcHandle]
  t.is(Object.prototype.toString.call(handle), '[object ArrayBuffer]')
  t.ok(handle instanceof ArrayBuffer)
  t.is(pipe._handle, handle)
  t.is(pipe[ipcHandle], handle)
  t.ok(handle.byteLength >= sizeofPipe)
  t.not(new Pipe()[ipcHandle], handle, 'each pipe has its own')
  pipe.destroy()
  await closed(pipe)
})

test('E5 of a pipe that has closed it is an ArrayBuffer still, in which nothing lives', async (t) => {
  const { client, peer } = await connectedPair(t, { server: { ipc: true }, client: { ipc: true } })
  const pipe = new Pipe()
  pipe.destroy()
  await closed(pipe)
  const handle = pipe[ipcHandle]
  t.ok(handle instanceof ArrayBuffer)
  t.is(pipe._handle, handle)
  t.ok(handle.byteLength >= sizeofPipe)
  t.alike(handleFields(handle), { loop: 0n, type: 0 })
  const refusals = new Promise((resolve) => {
    peer.on('handle', () => resolve(thrown(() => peer.accept(pipe))?.code))
  })
  peer.resume()
  client.write('x', client)
  t.is(await refusals, 'EINVAL')
})

test('E5 its first bytes are a live uv_pipe_t of this loop', async (t) => {
  const { client, peer } = await connectedPair(t)
  const a = handleFields(client[ipcHandle])
  const b = handleFields(peer._handle)
  t.is(a.type, Pipe.constants.handle.NAMED_PIPE)
  t.is(b.type, Pipe.constants.handle.NAMED_PIPE)
  t.not(a.loop, 0n)
  t.is(a.loop, b.loop)
})

test('E5 the accept symbol marks the pipe connected, readable and writable', async (t) => {
  const pipe = new Pipe({ eagerOpen: false })
  const log = record(pipe, quiet)
  pipe[ipcAccept]()
  t.is(pipe.pending, false)
  t.is(pipe.readyState, 'open')
  pipe.destroy()
  await closed(pipe)
  t.alike(log, ['close'])
})

// bare-subprocess has an addon for Bare only, and nothing else attaches to the memory of a pipe.
const onBare = { skip: name !== 'bare' }

test('E5 I8 bare-subprocess attaches pipes through _handle and _onspawn', onBare, async (t) => {
  const balanced = balance(t)
  t.is(typeof Pipe.prototype._onspawn, 'function')
  const child = spawnWith(Pipe, '/bin/sh', ['-c', 'cat; echo over >&2; exit 3'])
  for (const pipe of [child.stdin, child.stdout, child.stderr])
    t.ok(pipe instanceof Pipe, 'our pipe')
  t.is(child.stdin.readyState, 'writeOnly')
  t.is(child.stdout.readyState, 'readOnly')
  const log = record(child.stdin, quiet)
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const exit = once(child, 'exit')
  child.stdin.write('first ')
  child.stdin.end('second')
  t.is((await stdout).toString(), 'first second')
  t.is((await stderr).toString(), 'over\n')
  t.is(await exit, 3)
  await Promise.all([child.stdin, child.stdout, child.stderr].map(closed))
  t.absent(log.includes('connect'), 'no connect event')
  t.is(log.filter((name) => name === 'close').length, 1)
  balanced()
})

test('E5 I8 a two-way pipe of a child', onBare, async (t) => {
  const child = spawnWith(Pipe, '/bin/sh', ['-c', 'read line <&3; echo "got $line" >&3'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe']
  })
  const pipe = child.stdio[3]
  t.is(pipe.readyState, 'open')
  t.is(pipe.pending, false)
  const answer = collect(pipe)
  pipe.write('it\n')
  t.is((await answer).toString(), 'got it\n')
  pipe.end()
  await closed(pipe)
})

test('I8 _onspawn says which halves a pipe has', async (t) => {
  for (const [readable, writable, state] of [
    [true, false, 'readOnly'],
    [false, true, 'writeOnly'],
    [true, true, 'open']
  ]) {
    const pipe = new Pipe({ eagerOpen: false })
    pipe._onspawn(readable, writable)
    t.is(pipe.readyState, state)
    t.is(pipe.pending, false)
    pipe.destroy()
    await closed(pipe)
  }
})
