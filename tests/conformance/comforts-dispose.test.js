const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, listening, closed } = require('./support/pair')
const { run } = require('./support/child')
const { socketPath, exists } = require('./support/directory')
const { balance } = require('./support/descriptors')
const { record, once, microtasks, turns } = require('./support/events')

const { Server } = Pipe
const { asyncDispose } = Symbol

/** Disposes of `object`; `log` gets an entry when the promise has resolved. */
function dispose(object, log) {
  const promise = object[asyncDispose]()
  promise.then((value) => log.push(`disposed:${value}`))
  return promise
}

test('X3 a server is closed, and the promise resolves after close', async (t) => {
  const balanced = balance(t)
  const path = socketPath(t)
  const server = new Server()
  const log = record(server, ['close'])
  server.listen(path)
  const promise = dispose(server, log)
  t.ok(promise instanceof Promise)
  t.alike([server.listening, server.closing], [false, true], 'closing at once')
  server.on('close', () => log.push('a later listener'))
  await promise
  t.alike(log, ['close', 'a later listener', 'disposed:undefined'])
  t.absent(exists(path))
  t.is(server.listenerCount('close'), 2, 'nothing is left of it')
  balanced()
})

test('X3 it waits for the connections', async (t) => {
  const { server, client, peer } = await connectedPair(t)
  const log = record(server, ['close'])
  const promise = dispose(server, log)
  await turns(2)
  t.alike(log, [])
  client.destroy()
  peer.destroy()
  await promise
  t.alike(log, ['close', 'disposed:undefined'])
})

test('X3 a server that never listened, that is closing, that is closed', async (t) => {
  const server = new Server()
  const log = record(server, ['close'])
  await dispose(server, log)
  t.alike(log, ['close', 'disposed:undefined'], 'never listened')
  const again = dispose(server, log)
  await microtasks()
  t.alike(log.splice(0), ['close', 'disposed:undefined', 'disposed:undefined'], 'closed already')
  await again
  server.listen(socketPath(t))
  server.close()
  await Promise.all([dispose(server, log), dispose(server, log)])
  t.alike(log, ['close', 'disposed:undefined', 'disposed:undefined'], 'closing, twice')
})

test('X3 a pipe is destroyed, and the promise resolves after close', async (t) => {
  const balanced = balance(t)
  const { client, peer, close } = await connectedPair(t)
  const log = record(client, ['error', 'close'])
  const promise = dispose(client, log)
  t.is(client.destroying, true, 'at once')
  client.on('close', () => log.push('a later listener'))
  await promise
  t.alike(log, ['close', 'a later listener', 'disposed:undefined'])
  await dispose(client, log)
  t.alike(log.slice(3), ['disposed:undefined'], 'closed already')
  peer.destroy()
  await closed(peer)
  await close()
  balanced()
})

test('X3 a pipe that is new, connecting, being destroyed', async (t) => {
  const { path } = listening(t)
  for (const [what, prepare] of [
    ['new', () => {}],
    ['connecting', (pipe) => pipe.connect(path)],
    ['being destroyed', (pipe) => pipe.destroy()]
  ]) {
    const pipe = new Pipe()
    const log = record(pipe, ['connect', 'error', 'close'])
    prepare(pipe)
    await dispose(pipe, log)
    t.alike(log, ['close', 'disposed:undefined'], what)
  }
})

test('X3 the error of a pipe that fails is not swallowed', async (t) => {
  const pipe = new Pipe()
  const log = record(pipe, ['error', 'close'])
  pipe.destroy(new Error('reason'))
  const failed = once(pipe, 'error')
  await dispose(pipe, log)
  t.is((await failed).message, 'reason')
  t.alike(log, ['error:reason', 'close', 'disposed:undefined'])
})

test('X3 where a listener of close throws, the promise resolves all the same', async (t) => {
  const { code, lines } = await run('disposes.js')
  t.is(code, 0)
  t.alike(lines, [{ uncaught: ['Pipe', 'PipeServer'], disposed: ['Pipe', 'PipeServer'] }])
})

test('X3 without Symbol.asyncDispose the key is the one that compilers use, and no other', async (t) => {
  const { code, lines, stderr } = await run('lacks-async-dispose.js')
  t.is(code, 0, stderr)
  t.alike(lines.map(([name]) => name).sort(), ['Pipe', 'PipeServer'])
  for (const [name, strange, empty] of lines) t.alike([strange, empty], [false, true], name)
})
