// One pipe piped to another: how it ends, what goes wrong at either end, and who is told.
const test = require('./support/test')
const { Duplex, Transform, pipeline } = require('bare-stream')
const { Pipe } = require('./subject')
const { gone } = require('./support/channel')
const { balance } = require('./support/descriptors')
const { thrown } = require('./support/errors')
const { collect, once, receive, record, turns } = require('./support/events')
const { collectGarbage } = require('./support/garbage')
const { closed } = require('./support/pair')
const { pattern } = require('./support/pattern')

const MiB = 1024 * 1024
const events = ['piping', 'pipe', 'end', 'finish', 'error', 'close']

function mine() {
  return Object.assign(new Error('mine'), { code: 'MINE' })
}

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

function logsOf(a, b) {
  return { a: record(a, events), b: record(b, events) }
}

/** Resolves when `holds()` does; a test that waits in vain runs into its deadline. */
async function until(holds) {
  while (!holds()) await turns(1)
}

test('R1 W6 the end goes on to the other pipe, and the callback comes when both are closed', async (t) => {
  const { from, a, b, to, logs } = await relay(t)
  const outcomes = []
  const seen = []
  a.on('piping', (stream) => seen.push(stream))
  b.on('pipe', (stream) => seen.push(stream))
  t.is(
    a.pipe(b, (...args) => outcomes.push(args)),
    b
  )
  t.ok(seen[0] === b && seen[1] === a)
  const received = collect(to)
  from.write('one;')
  await receive(to, 4)
  from.end('two')
  t.is(String(await received), 'one;two')
  t.alike(logs, { a: ['piping:object', 'end'], b: ['pipe:object', 'finish'] })
  t.is(a.readyState, 'writeOnly')
  t.is(b.readyState, 'readOnly')
  t.is(b.write('late'), false)

  // The other halves are not piped.
  const back = receive(from, 4)
  a.write('back')
  t.is(String(await back), 'back')
  a.end()
  await closed(a)
  t.alike(outcomes, [])
  b.resume()
  to.end()
  await closed(b)
  await turns(1)
  t.alike(outcomes, [[null]])
  t.alike(logs, {
    a: ['piping:object', 'end', 'finish', 'close'],
    b: ['pipe:object', 'finish', 'end', 'close']
  })
  t.alike([a.bytesRead, b.bytesWritten], [7, 7])
})

/*
 * What happens to either end in the middle, and what the two pipes then say. `busy` is whether more is on
 * its way than the reader takes.
 */
const failures = {
  'the source is destroyed': {
    fail: ({ a }) => a.destroy(),
    told: { a: [], b: ['error:PREMATURE_CLOSE'], cb: ['PREMATURE_CLOSE'] }
  },
  'the source is destroyed with an error': {
    fail: ({ a }) => a.destroy(mine()),
    told: { a: ['error:MINE'], b: ['error:MINE'], cb: ['MINE'] }
  },
  'the destination is destroyed': {
    fail: ({ b }) => b.destroy(),
    told: { a: ['error:PREMATURE_CLOSE'], b: [], cb: ['PREMATURE_CLOSE'] }
  },
  'the destination is destroyed with an error': {
    fail: ({ b }) => b.destroy(mine()),
    told: { a: ['error:MINE'], b: ['error:MINE'], cb: ['MINE'] }
  },
  'both are destroyed': {
    fail: ({ a, b }) => (a.destroy(), b.destroy()),
    told: { a: [], b: [], cb: [null] }
  },
  'who reads goes away': {
    fail: ({ to, from }) => {
      to.destroy()
      to.on('close', () => from.write('more'))
    },
    told: { a: ['error:GONE'], b: ['error:GONE'], cb: ['GONE'] }
  },
  'who writes goes away with bytes that it has not read': {
    busy: false,
    fail: ({ a, from }) => {
      from.pause()
      a.write(Buffer.alloc(300000))
      setImmediate(() => from.destroy())
    },
    told: { a: ['error:GONE'], b: ['error:GONE'], cb: ['GONE'] }
  }
}

/* The system may say either of a peer that went away. */
function gist(log) {
  return log
    .filter((entry) => !/^(pip|end)/.test(entry))
    .map((entry) => (entry === null ? null : entry.replace(/EPIPE|ECONNRESET/, 'GONE')))
}

for (const [name, { busy: mayBeBusy = true, fail, told }] of Object.entries(failures)) {
  for (const busy of mayBeBusy ? [false, true] : [false]) {
    test(`D1 W5 ${name}, with ${busy ? 'much' : 'nothing'} under way`, async (t) => {
      const balanced = balance(t)
      const all = await relay(t)
      const { from, a, b, to, logs } = all
      const outcomes = []
      a.pipe(b, (err) => outcomes.push(err && err.code))
      let received = 0
      const ended = once(to, 'end')
      to.on('data', (chunk) => (received += chunk.byteLength))
      from.write('first')
      await until(() => received === 5)
      if (busy) {
        to.pause()
        from.write(pattern(4 * MiB))
        await turns(4)
      }
      fail(all)
      await Promise.all([a, b].map(closed))
      await turns(1)
      t.alike(gist(logs.a), [...told.a, 'close'])
      t.alike(gist(logs.b), [...told.b, 'close'])
      t.alike(gist(outcomes), told.cb)
      if (!to.destroying) {
        to.resume()
        await ended
        const given = received - b.bytesWritten
        t.ok(given >= 0 && given <= 65536, `${b.bytesWritten} of ${received} have been counted`)
      }
      t.ok(a.bytesRead >= b.bytesWritten)
      await gone(from, a, b, to)
      balanced()
    })
  }
}

test('D1 with no callback, the errors are the same', async (t) => {
  for (const [end, told] of [
    ['a', { a: ['error:MINE', 'close'], b: ['error:MINE', 'close'] }],
    ['b', { a: ['error:MINE', 'close'], b: ['error:MINE', 'close'] }]
  ]) {
    const all = await relay(t)
    all.a.pipe(all.b)
    all.from.write('x')
    await receive(all.to, 1)
    all[end].destroy(mine())
    await Promise.all([all.a, all.b].map(closed))
    t.alike({ a: gist(all.logs.a), b: gist(all.logs.b) }, told)
  }
})

test('W5 the reader of a one-way pipe goes away: an error of both, and no signal', async (t) => {
  const [read, write] = Pipe.pipe()
  const [reader, b] = [new Pipe(read), new Pipe(write)]
  const { from, a } = await relay(t)
  const logs = logsOf(a, b)
  const outcomes = []
  t.teardown(() => gone(reader, b))
  a.pipe(b, (err) => outcomes.push(err.code))
  const received = receive(reader, 5)
  from.write('first')
  t.is(String(await received), 'first')
  await gone(reader)
  from.write('second')
  await Promise.all([a, b].map(closed))
  await turns(1)
  t.alike(gist(logs.a), ['error:GONE', 'close'])
  t.alike(gist(logs.b), ['error:GONE', 'close'])
  t.alike(outcomes, ['EPIPE'])
})

test('D1 destroyed by a listener in the middle of it, and nothing is sent after that', async (t) => {
  for (const end of ['a', 'b', 'from', 'to']) {
    const all = await relay(t)
    const { from, a, b, to } = all
    const data = pattern(MiB)
    const parts = []
    a.pipe(b)
    to.on('data', (chunk) => {
      parts.push(chunk)
      all[end].destroy()
    })
    from.end(data)
    // One that has come to its end waits for its other half.
    a.on('end', () => a.end())
    b.on('finish', () => b.destroy())
    await Promise.all([a, b, from, to].map((pipe) => (pipe === all[end] ? closed(pipe) : null)))
    await turns(2)
    const received = Buffer.concat(parts)
    t.ok(received.length > 0 && received.equals(data.subarray(0, received.length)), end)
    await gone(from, a, b, to)
  }
})

test('W6 what is under way when the source ends arrives, and then the end', async (t) => {
  const { from, a, b, to, logs } = await relay(t)
  const data = pattern(3 * MiB)
  a.pipe(b)
  to.pause()
  from.end(data)
  await turns(4)
  t.alike(logs, { a: ['piping:object'], b: ['pipe:object'] })
  const received = collect(to)
  to.resume()
  t.ok((await received).equals(data))
  t.alike(logs, { a: ['piping:object', 'end'], b: ['pipe:object', 'finish'] })
})

test('W4 W6 a destination that the program ends takes nothing more, and the source is left alone', async (t) => {
  const { from, a, b, to, logs } = await relay(t)
  const outcomes = []
  a.pipe(b, (err) => outcomes.push(err))
  const received = collect(to)
  from.write('before;')
  await receive(to, 7)
  b.end('bye')
  t.is(String(await received), 'before;bye')
  from.write('after')
  await turns(2)
  t.alike(gist(logs.b), ['finish'])
  t.alike(gist(logs.a), [])
  t.is(b.bytesWritten, 10)
  t.is(a.bytesRead, 12)
  from.end()
  await turns(2)
  t.ok(logs.a.includes('end'))
  t.alike(outcomes, [])
})

test('W6 allowHalfOpen false, of the source and of the destination', async (t) => {
  const first = await relay(t, { a: { allowHalfOpen: false } })
  first.a.pipe(first.b)
  const received = collect(first.to)
  first.from.resume().end('all')
  t.is(String(await received), 'all')
  await Promise.all([closed(first.from), closed(first.a)])
  t.alike(first.logs, {
    a: ['piping:object', 'end', 'finish', 'close'],
    b: ['pipe:object', 'finish']
  })

  const { from, a, b, to, logs } = await relay(t, { b: { allowHalfOpen: false } })
  const outcomes = []
  a.pipe(b.resume(), (err) => outcomes.push(err.code))
  from.write('before')
  t.is(String(await receive(to, 6)), 'before')
  to.end()
  await Promise.all([a, b].map(closed))
  await turns(1)
  t.alike(logs, {
    a: ['piping:object', 'error:PREMATURE_CLOSE', 'close'],
    b: ['pipe:object', 'end', 'finish', 'close']
  })
  t.alike(outcomes, ['PREMATURE_CLOSE'])
})

test('W1 piped a second time, it says so, and the first goes on', async (t) => {
  const { from, a, b, to } = await relay(t)
  const other = new Duplex()
  a.pipe(b)
  for (const dest of [b, other]) t.is(thrown(() => a.pipe(dest)).code, 'BAD_ARGUMENT')
  const received = receive(to, MiB)
  from.write(pattern(MiB))
  t.ok((await received).equals(pattern(MiB)))
})

test('R1 D1 pipeline() of bare-stream, over pipes only and with a stream between', async (t) => {
  for (const between of [null, 'upper case']) {
    const { from, a, b, to, logs } = await relay(t)
    const streams = [a, b]
    if (between !== null) {
      const transform = (chunk, encoding, cb) => cb(null, String(chunk).toUpperCase())
      streams.splice(1, 0, new Transform({ transform }))
    }
    const done = new Promise((resolve) => {
      t.is(
        pipeline(...streams, (err) => resolve([err])),
        b
      )
    })
    const received = collect(to)
    to.on('end', () => to.end())
    b.resume()
    from.end('letters'.repeat(50000))
    const text = String(await received)
    t.ok(text === (between === null ? 'letters' : 'LETTERS').repeat(50000))
    t.alike(await done, [null])
    t.alike(gist(logs.b), ['finish', 'close'])
  }
})

test('D1 pipeline() of bare-stream says what went wrong', async (t) => {
  for (const [end, err, told] of [
    ['a', mine(), 'MINE'],
    ['b', mine(), 'MINE'],
    ['a', null, 'PREMATURE_CLOSE'],
    ['b', null, 'PREMATURE_CLOSE'],
    ['to', null, 'GONE']
  ]) {
    const all = await relay(t)
    const done = new Promise((resolve) => pipeline(all.a, all.b, resolve))
    all.from.write('x')
    await receive(all.to, 1)
    all[end].destroy(err)
    if (end === 'to') all.to.on('close', () => all.from.write('more'))
    t.alike(gist([(await done).code]), [told], end)
    await Promise.all([all.a, all.b].map(closed))
  }
})

test('C5 two pipes that nothing refers to go on, and close at the end', async (t) => {
  const balanced = balance(t)
  const [from, to] = unreferenced()
  for (let round = 0; round < 2; round++) {
    await collectGarbage()
    const received = receive(to, MiB)
    from.write(pattern(MiB, round))
    t.ok((await received).equals(pattern(MiB, round)))
  }
  from.end()
  await once(to, 'end')
  to.end()
  await Promise.all([from.resume(), to].map(closed))
  await turns(2)
  balanced()
})

function unreferenced() {
  const [from, a] = pairOf()
  const [b, to] = pairOf({})
  a.pipe(b.resume())
  a.on('end', () => a.end())
  return [from, to]
}
