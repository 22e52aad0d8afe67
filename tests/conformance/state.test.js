const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, listening, closed } = require('./support/pair')
const { socketPath } = require('./support/directory')
const { once, turns } = require('./support/events')
const { start, command } = require('./support/child')

function state(pipe) {
  return [pipe.connecting, pipe.pending, pipe.readyState]
}

const down = [false, true, 'closed']
const opening = [true, true, 'opening']

test('S1 before connecting, while connecting, when connected', async (t) => {
  const { path } = listening(t)
  const pipe = new Pipe()
  t.alike(state(pipe), down)
  await turns(1)
  t.alike(state(pipe), down, 'also after the eager open')
  pipe.connect(path)
  t.alike(state(pipe), opening)
  let within = null
  pipe.on('connect', () => (within = state(pipe)))
  await once(pipe, 'connect')
  t.alike(within, [false, false, 'open'], 'in the connect event')
  pipe.destroy()
  t.alike(state(pipe), down, 'when closing')
  await closed(pipe)
  t.alike(state(pipe), down, 'when closed')
})

test('S1 destroyed while connecting', async (t) => {
  const { path } = listening(t)
  const pipe = new Pipe().connect(path)
  pipe.destroy()
  t.alike(state(pipe), down)
  await closed(pipe)
  t.alike(state(pipe), down)
})

test('S1 an accepted pipe is connected from the start', async (t) => {
  const { server, path } = listening(t)
  let within = null
  server.on('connection', (peer) => (within = state(peer)))
  const pipe = new Pipe(path)
  await once(server, 'connection')
  t.alike(within, [false, false, 'open'])
  pipe.destroy()
  await closed(pipe)
})

test('S1 readyState says what can still be read and written', async (t) => {
  const { client, peer } = await connectedPair(t)
  t.is(client.readyState, 'open')
  client.end()
  t.is(client.readyState, 'readOnly', 'as soon as end() is called')
  peer.resume()
  await once(peer, 'end')
  t.is(peer.readyState, 'writeOnly', 'when the peer has ended')
  t.is(client.readyState, 'readOnly')
  client.resume()
  peer.end()
  t.is(peer.readyState, 'closed', 'neither is left')
  await Promise.all([closed(client), closed(peer)])
  t.alike(state(client), down)
  t.alike(state(peer), down)
})

test('S1 what is not read yet is still to be read', async (t) => {
  const { client, peer } = await connectedPair(t)
  peer.end('unread')
  await turns(2)
  t.is(client.readyState, 'open', 'the end has not been read')
  client.resume()
  await once(client, 'end')
  t.is(client.readyState, 'writeOnly')
})

test('S1 one-way pipes', async (t) => {
  const [reader, writer] = Pipe.pipe().map((fd) => new Pipe(fd))
  t.alike(state(reader), [false, false, 'readOnly'])
  t.alike(state(writer), [false, false, 'writeOnly'])
  writer.end()
  t.is(writer.readyState, 'closed')
  reader.resume()
  await Promise.all([closed(reader), closed(writer)])
  t.alike(state(reader), down)
})

test('S1 the attributes cannot be assigned', (t) => {
  'use strict'
  const pipe = new Pipe()
  for (const name of ['connecting', 'pending', 'readyState']) {
    const before = pipe[name]
    t.exception.all(() => {
      pipe[name] = 'assigned'
    }, name)
    t.is(pipe[name], before)
  }
})

/** ref() and unref() are called in turn, and the last one is the one that counts. */
function chains(t, pipe, when) {
  for (const method of ['unref', 'ref', 'unref', 'unref', 'ref'])
    t.is(pipe[method](), pipe, `${method} ${when}`)
}

test('S2 ref and unref return this in every state', async (t) => {
  const { path, server } = listening(t)
  const pipe = new Pipe()
  chains(t, pipe, 'before connecting')
  const connection = once(server, 'connection')
  pipe.connect(path)
  chains(t, pipe, 'while connecting')
  const [peer] = await Promise.all([connection, once(pipe, 'connect')])
  chains(t, pipe, 'when connected')
  chains(t, peer, 'when accepted')
  pipe.end()
  chains(t, pipe, 'when ended')
  peer.end()
  pipe.destroy()
  chains(t, pipe, 'when closing')
  await closed(pipe)
  chains(t, pipe, 'when closed')

  const failed = new Pipe('/nowhere/at/all').on('error', () => {})
  chains(t, failed, 'when connecting in vain')
  await closed(failed)
  chains(t, failed, 'when failed')
})

/** Runs idle.js against a server that never ends a connection. */
async function idle(t, mode) {
  const path = socketPath(t)
  const { accepted } = listening(t, {}, path)
  const child = start(`exec ${command('idle.js', [path, mode])}`)
  t.teardown(() => child.kill('SIGKILL'))
  return { child, accepted }
}

test('S2 unref sticks: a process with nothing else ends', async (t) => {
  for (const mode of ['unref before', 'unref after', 'unref opened', 'ref then unref']) {
    const { child } = await idle(t, mode)
    const { code, signal, stdout, stderr } = await child.finished
    t.alike([code, signal, stdout, stderr], [0, 0, '', ''], mode)
  }
})

test('S2 ref keeps the process: it ends when the peer does', async (t) => {
  for (const mode of ['neither', 'unref then ref']) {
    const { child, accepted } = await idle(t, mode)
    t.ok(await child.prints('connected'), mode)
    await turns()
    accepted[0].end('bye')
    const { code, signal, stdout } = await child.finished
    t.alike([code, signal, stdout], [0, 0, 'connected\nbye\nclosed\n'], mode)
  }
})
