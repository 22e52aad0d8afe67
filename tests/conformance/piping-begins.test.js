// One pipe piped to another before either is connected, or after much has arrived, or when one is gone.
const test = require('./support/test')
const { Pipe } = require('./subject')
const { fs } = require('./support/platform')
const { channel, gone } = require('./support/channel')
const { collect, once, receive, record, turns } = require('./support/events')
const { closed, listening } = require('./support/pair')
const { pattern } = require('./support/pattern')

const MiB = 1024 * 1024

/** What `from` sends arrives at `a`, and what `b` writes arrives at `to`; `logs` has the events of a and b. */
async function relay(t, options = {}) {
  const [from, a] = pairOf({}, options.a)
  const [b, to] = pairOf(options.b, {})
  t.teardown(() => gone(from, a, b, to))
  from.on('error', () => {})
  to.on('error', () => {})
  await turns(1)
  return { from, a, b, to, logs: logsOf(a, b) }
}

function pairOf(nearOptions, farOptions) {
  const [near, far] = Pipe.socketpair()
  return [new Pipe(near, nearOptions || {}), new Pipe(far, farOptions || {})]
}

/** What becomes of both, the end of what they read themselves apart. */
function logsOf(a, b) {
  return { a: record(a, ['finish', 'error', 'close']), b: record(b, ['finish', 'error', 'close']) }
}

/* How a destination comes by its connection when it is piped to already; resolves with its other end. */
const connections = {
  async connect(t, pipe) {
    const { server, path } = listening(t)
    pipe.connect(path)
    return once(server, 'connection')
  },
  async open(t, pipe) {
    const [near, far] = Pipe.socketpair()
    pipe.open(near)
    return new Pipe(far)
  },
  async accept(t, pipe) {
    const [sender, receiver] = channel(t)
    const [sent, far] = pairOf()
    receiver.on('handle', () => receiver.accept(pipe))
    sender.write('x', sent)
    await receive(receiver, 1)
    await gone(sent)
    return far
  }
}

for (const [name, connect] of Object.entries(connections)) {
  test(`W3 R2 ${name} of the destination comes after pipe()`, async (t) => {
    const { from, a, logs } = await relay(t)
    const b = new Pipe()
    const data = pattern(2 * MiB)
    t.teardown(() => gone(b))
    a.pipe(b)
    b.write('first;')
    from.end(data)
    await turns(4)
    t.ok(a.bytesRead <= 4 * 65536, `${a.bytesRead} have been read`)
    t.alike(logs.a, [])
    const to = await connect(t, b)
    t.teardown(() => gone(to))
    const received = await collect(to)
    t.is(String(received.subarray(0, 6)), 'first;')
    t.ok(received.subarray(6).equals(data))
    t.is(b.bytesWritten, data.length + 6)
  })

  test(`R1 N5 ${name} of the source comes after pipe()`, async (t) => {
    const { b, to } = await relay(t)
    const a = new Pipe({ readBufferSize: 1000 })
    const data = pattern(MiB)
    t.teardown(() => gone(a))
    a.pipe(b)
    b.write('first;')
    await turns(1)
    const from = await connect(t, a)
    t.teardown(() => gone(from))
    const received = collect(to)
    from.end(data)
    t.is(String((await received).subarray(0, 6)), 'first;')
    t.ok((await received).subarray(6).equals(data))
    t.is(a.bytesRead, data.length)
  })
}

for (const [name, open, code] of [
  ['that cannot connect', () => new Pipe('/nowhere/at/all'), 'ENOENT'],
  ['whose device is full', () => new Pipe(fs.openSync('/dev/full', 'w')), 'ENOSPC']
]) {
  test(`N3 O4 a destination ${name} takes the source with it`, async (t) => {
    const { from, a } = await relay(t)
    const b = open()
    const logs = logsOf(a, b)
    const outcomes = []
    a.pipe(b, (err) => outcomes.push(err.code))
    from.write('x')
    await Promise.all([a, b].map(closed))
    await turns(1)
    t.alike(logs.a, [`error:${code}`, 'close'])
    t.alike(logs.b, [`error:${code}`, 'close'])
    t.alike(outcomes, [code])
  })
}

test('N3 a source that cannot connect takes the destination with it', async (t) => {
  const { b } = await relay(t)
  const a = new Pipe('/nowhere/at/all')
  const logs = logsOf(a, b)
  const outcomes = []
  a.pipe(b, (err) => outcomes.push(err.code))
  await Promise.all([a, b].map(closed))
  await turns(1)
  t.alike(logs.a, ['error:ENOENT', 'close'])
  t.alike(logs.b, ['error:ENOENT', 'close'])
  t.alike(outcomes, ['ENOENT'])
})

test('R2 D1 nothing flows into a destination that is closed, or has ended', async (t) => {
  for (const close of [(b) => gone(b), (b) => once(b.end(), 'finish')]) {
    const { from, a, b, logs } = await relay(t)
    await close(b)
    const written = b.bytesWritten
    t.is(a.pipe(b), b)
    from.write(pattern(2 * MiB))
    await turns(4)
    t.ok(a.bytesRead <= 4 * 65536, `${a.bytesRead} have been read`)
    t.is(b.bytesWritten, written)
    t.alike(logs.a, [])
  }
})

test('D1 destroyed in the same tick, before pipe() and after it', async (t) => {
  for (const [end, told] of [
    ['a', { a: ['close'], b: ['error:PREMATURE_CLOSE', 'close'] }],
    ['b', { a: ['error:PREMATURE_CLOSE', 'close'], b: ['close'] }]
  ]) {
    for (const first of [true, false]) {
      const all = await relay(t)
      const outcomes = []
      all.from.write('waiting')
      await turns(1)
      if (first) all[end].destroy()
      all.a.pipe(all.b, (err) => outcomes.push(err.code))
      if (!first) all[end].destroy()
      all.from.write('to come')
      await Promise.all([all.a, all.b].map(closed))
      await turns(1)
      t.alike(all.logs, told)
      t.alike(outcomes, ['PREMATURE_CLOSE'])
      t.is(all.b.bytesWritten, 0)
    }
  }
})

test('R1 W6 a source that has ended already, before its queue was read and after', async (t) => {
  const { from, a, b, to, logs } = await relay(t)
  from.end('waiting')
  await turns(2)
  t.is(a.bytesRead, 7)
  a.pipe(b)
  t.is(String(await collect(to)), 'waiting')
  t.alike(logs.b, ['finish'])

  const late = await relay(t)
  late.a.resume()
  late.from.end()
  await once(late.a, 'end')
  late.a.pipe(late.b)
  await turns(2)
  t.alike(late.logs.b, [])
})

test('R1 W1 what waits in the source, however much, goes first', async (t) => {
  for (const [readBufferSize, length] of [
    [1, 10],
    [3, 20],
    [65536, 30],
    [65536, MiB],
    [100, MiB]
  ]) {
    const { from, a, b, to } = await relay(t, { a: { readBufferSize } })
    const data = pattern(length)
    from.write(data)
    await turns(3)
    t.ok(a.bytesRead > 0)
    const received = collect(to)
    a.pipe(b)
    from.end(data)
    t.ok((await received).equals(Buffer.concat([data, data])), `${length} by ${readBufferSize}`)
    t.is(b.bytesWritten, 2 * length)
  }
})

test('N1 piped from the callback of connect, or before, or of a connection', async (t) => {
  const { server, path, accepted } = listening(t)
  server.on('connection', (peer) => peer.pipe(peer))
  const client = new Pipe()
  const { from, a, b, to } = await relay(t)
  t.teardown(() => gone(client))
  a.pipe(client)
  client.connect(path, () => client.pipe(b))
  const data = pattern(2 * MiB)
  const received = collect(to)
  from.end(data)
  t.ok((await received).equals(data))
  t.is(accepted[0].bytesRead, data.length)
  t.is(accepted[0].bytesWritten, data.length)
  t.is(client.bytesRead, data.length)
})
