const { fs } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, listening, closed } = require('./support/pair')
const { record, once, turns } = require('./support/events')

/** Waits until all of `count` callbacks have run, then a little longer for those too many. */
async function settled(calls, count) {
  while (calls.length < count) await turns(1)
  await turns()
}

/** Every callback has run exactly once, in order, and each has been given an error. */
function failed(t, calls, expected) {
  t.alike(
    calls.map(([name]) => name),
    expected
  )
  for (const [name, err] of calls)
    t.ok(err instanceof Error && typeof err.code === 'string', `${name}: ${err && err.code}`)
}

test('W4 the callback of a write after end() gets an error', async (t) => {
  const { client, peer } = await connectedPair(t)
  const calls = []
  const log = record(client, ['error', 'finish'])
  peer.resume()
  client.end()
  client.write('lost', (err) => calls.push(['at once', err]))
  client.write('6c', 'hex', (err) => calls.push(['with an encoding', err]))
  t.is(calls.length, 0, 'never called at once')
  await settled(calls, 2)
  client.write(Buffer.from('lost'), (err) => calls.push(['when finished', err]))
  await settled(calls, 3)
  failed(t, calls, ['at once', 'with an encoding', 'when finished'])
  t.alike(log, ['finish'])
})

test('W4 the callback of a write after destroy() gets an error', async (t) => {
  const { client } = await connectedPair(t)
  const calls = []
  const log = record(client, ['error', 'close'])
  client.destroy()
  client.write('lost', (err) => calls.push(['closing', err]))
  t.is(calls.length, 0, 'never called at once')
  await closed(client)
  client.write('lost', (err) => calls.push(['closed', err]))
  await settled(calls, 2)
  failed(t, calls, ['closing', 'closed'])
  t.alike(log, ['close'])
})

test('W4 so do those that destroy() finds in the queue', async (t) => {
  const { path } = listening(t)
  for (const mode of ['fresh', 'connecting']) {
    const calls = []
    const pipe = new Pipe()
    for (const name of ['a', 'b', 'c']) pipe.write(name, (err) => calls.push([name, err]))
    if (mode === 'connecting') pipe.connect(path)
    pipe.destroy()
    await settled(calls, 3)
    failed(t, calls, ['a', 'b', 'c'])
    t.ok(pipe.destroyed)
  }
})

test('W4 and those that a failed connect or open leaves behind', async (t) => {
  for (const attempt of [(pipe) => pipe.connect('/nowhere/at/all'), (pipe) => pipe.open(9999)]) {
    const calls = []
    const pipe = new Pipe()
    const log = record(pipe, ['error', 'close'])
    for (const name of ['a', 'b']) pipe.write(name, (err) => calls.push([name, err]))
    attempt(pipe)
    pipe.write('c', (err) => calls.push(['c', err]))
    await settled(calls, 3)
    failed(t, calls, ['a', 'b', 'c'])
    t.is(log.length, 2)
  }
})

test('W4 and those that are under way to a peer that does not read', async (t) => {
  const { client, peer } = await connectedPair(t)
  peer.pause()
  const calls = []
  client.write('small', (err) => calls.push(['small', err]))
  await turns()
  t.alike(calls, [['small', null]], 'the kernel has this one')
  calls.length = 0
  for (const name of ['a', 'b', 'c'])
    client.write(Buffer.alloc(4 * 1024 * 1024), (err) => calls.push([name, err]))
  await turns(4)
  t.alike(calls, [])
  client.destroy()
  await settled(calls, 3)
  failed(t, calls, ['a', 'b', 'c'])
})

test('W4 and those that the peer has made impossible', async (t) => {
  const { client, peer } = await connectedPair(t)
  peer.pause()
  const calls = []
  client.on('error', () => {})
  for (const name of ['a', 'b'])
    client.write(Buffer.alloc(4 * 1024 * 1024), (err) => calls.push([name, err]))
  await turns(4)
  const failure = once(client, 'error')
  peer.destroy()
  await failure
  await settled(calls, 2)
  failed(t, calls, ['a', 'b'])
})

/** A chunk that makes room for itself: whoever looks for its memory empties the pipe first. */
class Draining extends Uint8Array {
  get buffer() {
    drain(this.fd)
    return super.buffer
  }
}

function drain(fd) {
  const scratch = Buffer.alloc(65536)
  try {
    while (fs.readSync(fd, scratch) > 0);
  } catch {
    // Empty.
  }
}

test('W4 D1 destroyed when the kernel has taken all, and has not been asked yet', async (t) => {
  const [read, write] = Pipe.pipe()
  t.teardown(() => fs.closeSync(read))
  const pipe = new Pipe(write)
  await turns(1)
  const chunk = new Draining(100000)
  Draining.prototype.fd = read
  const calls = []
  const log = record(pipe, ['error', 'close'])
  pipe.write(chunk, (err) => calls.push(['chunk', err]))
  pipe.destroy()
  await settled(calls, 1)
  t.is(calls.length, 1)
  await turns()
  t.alike(log, ['close'])
})
