// One pipe piped to another: which bytes arrive, in which order among what else is written, and how many
// of them are under way. piping-ends.test.js and piping-seen.test.js have the rest.
const test = require('./support/test')
const { Pipe } = require('./subject')
const { fs } = require('./support/platform')
const { gone } = require('./support/channel')
const { attached } = require('./support/peer')
const { balance } = require('./support/descriptors')
const { temporaryDirectory } = require('./support/directory')
const { collect, once, receive, turns } = require('./support/events')
const { closed } = require('./support/pair')
const { pattern } = require('./support/pattern')

const MiB = 1024 * 1024

/* Of what is sent so many bytes may be anywhere between the two pipes and who reads from the last. */
const underWay = 2 * MiB

/** What `from` sends arrives at `a`, and what `b` writes arrives at `to`. Nobody has piped anything yet. */
function relay(t, options = {}) {
  const [from, a] = pairOf(options.a)
  const [b, to] = pairOf(null, options.b)
  t.teardown(() => gone(from, a, b, to))
  return { from, a, b, to }
}

function pairOf(farOptions, nearOptions) {
  const [near, far] = Pipe.socketpair()
  return [new Pipe(near, nearOptions || {}), new Pipe(far, farOptions || {})]
}

/** Resolves when `holds()` does; a test that waits in vain runs into its deadline. */
async function until(holds) {
  while (!holds()) await turns(1)
}

/** All that arrives before the end, read a chunk in a turn; `at(length)` is called after each. */
function collectSlowly(stream, at) {
  let length = 0
  stream.on('data', (chunk) => {
    length += chunk.byteLength
    at(length)
    stream.pause()
    setImmediate(() => stream.resume())
  })
  return collect(stream)
}

/** `length` small letters, no two in a row alike. */
function letters(length) {
  return Buffer.from(Array.from({ length }, (_, i) => 97 + ((i ^ (i >> 6)) % 26)))
}

for (const [readBufferSize, length] of [
  [1, 3000],
  [7, 20000],
  [1000, 500000],
  [65536, 3 * MiB + 1],
  [MiB, 3 * MiB + 1]
]) {
  test(`R1 W1 all that is piped arrives and is counted, with chunks of up to ${readBufferSize}`, async (t) => {
    const { from, a, b, to } = relay(t, { a: { readBufferSize } })
    const data = pattern(length)
    t.is(a.pipe(b), b)
    from.end(data)
    t.ok((await collect(to)).equals(data))
    t.is(a.bytesRead, length)
    t.is(b.bytesWritten, length)
    t.is(a.bytesWritten + b.bytesRead, 0)
  })
}

test('R1 W1 messages of every length are passed on as they come, and counted', async (t) => {
  const { from, a, b, to } = relay(t)
  let sent = 0
  a.pipe(b)
  for (const length of [1, 2, 63, 64, 65, 4096, 16383, 16384, 65535, 65536, 65537, 300000, 1]) {
    const message = receive(to, length)
    from.write(pattern(length, sent))
    t.ok((await message).equals(pattern(length, sent)), `${length} bytes`)
    sent += length
    await turns(1)
    t.alike([a.bytesRead, b.bytesWritten], [sent, sent])
  }
})

test('R1 W1 many pipes are piped at a time, each to its own', async (t) => {
  const relays = Array.from({ length: 40 }, () => relay(t))
  relays.forEach(({ a, b }) => a.pipe(b))
  for (let round = 0; round < 5; round++) {
    const text = (i) => `${i} in round ${round};`
    const arrived = relays.map(({ to }, i) => receive(to, text(i).length))
    relays.forEach(({ from }, i) => from.write(text(i)))
    t.alike(
      (await Promise.all(arrived)).map(String),
      relays.map((_, i) => text(i))
    )
  }
})

test('R2 W5 who reads slowly holds up the source, and gets all of it', async (t) => {
  const { from, a, b, to } = relay(t)
  const data = pattern(8 * MiB)
  let finished = false
  a.pipe(b)
  to.pause()
  from.on('finish', () => (finished = true))
  from.end(data)
  await turns()
  t.ok(a.bytesRead > 0 && a.bytesRead <= underWay, `${a.bytesRead} with nobody reading`)
  t.ok(b.bytesWritten <= a.bytesRead)
  t.is(finished, false)

  let most = 0
  const received = collectSlowly(to, (length) => (most = Math.max(most, a.bytesRead - length)))
  to.resume()
  t.ok((await received).equals(data))
  t.ok(most <= underWay, `${most} with somebody reading slowly`)
  t.alike([a.bytesRead, b.bytesWritten], [data.length, data.length])
})

test('R2 W5 so does the last of many pipes that are piped one to another', async (t) => {
  const relays = [relay(t), relay(t), relay(t)]
  const data = pattern(8 * MiB)
  relays.forEach(({ a, b }) => a.pipe(b))
  relays[0].to.pipe(relays[1].from)
  relays[1].to.pipe(relays[2].from)
  let most = 0
  const { a } = relays[0]
  const received = collectSlowly(relays[2].to, (length) => {
    most = Math.max(most, a.bytesRead - length)
  })
  relays[0].from.end(data)
  t.ok((await received).equals(data))
  t.ok(most <= 2.5 * underWay, `${most}`)
})

test('R1 W1 piped to itself, a pipe sends back what it is sent', async (t) => {
  const { from, a } = relay(t)
  t.is(a.pipe(a), a)
  for (const length of [1, 100, 65536, 100000]) {
    const back = receive(from, length)
    from.write(pattern(length, length))
    t.ok((await back).equals(pattern(length, length)))
  }
  t.alike([a.bytesRead, a.bytesWritten], [165637, 165637])

  const data = pattern(6 * MiB)
  from.pause()
  from.end(data)
  await turns()
  t.ok(a.bytesRead <= underWay, `${a.bytesRead} with nobody reading`)
  const received = collectSlowly(from, () => {})
  from.resume()
  t.ok((await received).equals(data))
  await closed(a)
  t.alike([a.bytesRead, a.bytesWritten], [165637 + data.length, 165637 + data.length])
})

test('R1 W1 W6 piped to each other, two pipes connect two others', async (t) => {
  const { from, a, b, to } = relay(t)
  const [there, back] = [pattern(3 * MiB, 1), pattern(2 * MiB, 2)]
  const done = []
  a.pipe(b, (err) => done.push(err))
  b.pipe(a, (err) => done.push(err))
  const arrivedBack = collect(from)
  const arrivedThere = collect(to)
  from.end(there)
  to.write(back.subarray(0, MiB))
  t.ok((await arrivedThere).equals(there))
  to.end(back.subarray(MiB))
  t.ok((await arrivedBack).equals(back))
  await Promise.all([from, a, b, to].map(closed))
  t.alike(done, [null, null])
  t.alike([a.bytesRead, b.bytesWritten], [there.length, there.length])
  t.alike([b.bytesRead, a.bytesWritten], [back.length, back.length])
})

test('W1 W3 what has been written before is sent before, however much', async (t) => {
  for (const length of [1, 3 * MiB]) {
    const { from, a, b, to } = relay(t)
    const received = collect(to)
    from.write('what was there;')
    await turns(2)
    b.write(Buffer.alloc(length, 'Z'))
    a.pipe(b)
    b.write('and what came with it;')
    from.end('the rest')
    t.is(
      String(await received),
      `${'Z'.repeat(length)}and what came with it;what was there;the rest`
    )
  }
})

for (const reading of ['at once', 'slowly']) {
  test(`W1 W5 what the program writes meanwhile is sent whole, and read ${reading}`, async (t) => {
    const { from, a, b, to } = relay(t)
    const [trigger, triggered] = pairOf()
    t.teardown(() => gone(trigger, triggered))
    const data = letters(4 * MiB)
    const written = []
    const outcomes = []
    const write = (length) => {
      const parts = ['<', `${written.length}`, 'Z'.repeat(length), Buffer.from('>')]
      written.push(parts.join(''))
      for (const part of parts) b.write(part, (err) => outcomes.push(err))
    }
    a.pipe(b)
    triggered.on('data', () => write(20))
    const received = reading === 'at once' ? collect(to) : collectSlowly(to, () => {})
    from.write(data)
    for (let i = 0; i < 60; i++) {
      if (i % 20 === 0) write(500000)
      else if (i % 4 === 0) write(i * 300)
      // Two that arrive in one turn.
      trigger.write('now')
      from.write(letters(100))
      await turns(1)
    }
    await until(() => outcomes.length === 4 * written.length)
    from.end()
    const text = String(await received)
    t.ok(outcomes.every((err) => err === null))
    t.alike(
      text.match(/<[^<>]*>/g).map((whole) => whole.slice(0, 40)),
      written.map((whole) => whole.slice(0, 40))
    )
    t.ok(text.match(/<\d+Z*>/g).join('') === written.join(''))
    const rest = Buffer.concat([data, ...new Array(60).fill(letters(100))])
    t.ok(text.replace(/<\d+Z*>/g, '') === String(rest))
    t.is(b.bytesWritten, text.length)
  })
}

test('W5 write() says that piped bytes wait, and drain that they do no more', async (t) => {
  const { from, a, b, to } = relay(t)
  a.pipe(b)
  to.pause()
  from.write(pattern(2 * MiB))
  await turns()
  t.is(b.write('x'), false)
  let drained = false
  const drain = once(b, 'drain').then(() => (drained = true))
  await turns(2)
  t.is(drained, false)
  const received = receive(to, 2 * MiB + 1)
  to.resume()
  await drain
  t.is((await received).length, 2 * MiB + 1)
  await turns(1)
  t.is(b.write('x'), true)
})

test('W5 drain tells of every chunk that is over the high-water mark', async (t) => {
  const { from, a, b, to } = relay(t)
  let drains = 0
  a.pipe(b)
  const unheard = receive(to, 20000)
  from.write(pattern(20000))
  await unheard
  await turns(1)
  b.on('drain', () => drains++)
  const counts = []
  for (const length of [100, 20000, 16383, 65536, 16384, 1]) {
    const received = receive(to, length)
    from.write(pattern(length))
    await received
    await turns(1)
    counts.push(drains)
  }
  t.alike(counts, [0, 1, 1, 2, 3, 3])
})

test('R1 W1 two pipes that are piped to a third: the bytes of each are in their order', async (t) => {
  const { from, a, b, to } = relay(t)
  const [other, c] = pairOf()
  t.teardown(() => gone(other, c))
  const small = letters(2 * MiB)
  const capital = Buffer.from(String(letters(2 * MiB)).toUpperCase())
  a.pipe(b)
  c.pipe(b)
  const received = receive(to, 4 * MiB)
  from.write(small)
  other.write(capital)
  const text = String(await received)
  t.ok(text.replace(/[A-Z]/g, '') === String(small))
  t.ok(text.replace(/[a-z]/g, '') === String(capital))
  t.is(b.bytesWritten, 4 * MiB)
})

/* Writes to descriptor 3 for as long as anybody reads from there. */
const flood = 'import os\nos.set_blocking(3, True)\nwhile True: os.write(3, bytes(65536))'

test('R2 a source that never runs dry leaves the program its turns', async (t) => {
  const { end, kill, finished } = attached(`exec env -u LD_PRELOAD python3 -c '${flood}'`)
  const a = new Pipe(end)
  const b = new Pipe(fs.openSync('/dev/null', 'w'))
  a.pipe(b, () => {})
  await until(() => a.bytesRead > 20 * MiB)
  await turns(20)
  t.is(a.bytesRead >= b.bytesWritten && a.bytesRead - b.bytesWritten <= underWay, true)
  kill('SIGKILL')
  await gone(a, b)
  await finished
})

test('R2 bytes that go round leave the program its turns, until they are let out', async (t) => {
  const { from, a, b, to } = relay(t)
  const data = letters(5000)
  a.pipe(b)
  to.pipe(from)
  from.write(data)
  await until(() => a.bytesRead > 50 * data.length)
  await turns(5)
  b.end()
  await once(to, 'end')
  t.is(from.bytesWritten - data.length, to.bytesRead)
  t.is(b.bytesWritten, to.bytesRead)
})

/* Ways to bring `data` to a pipe that is read, and to learn what was written to one. */
const sources = {
  'a socket'(data) {
    const [near, pipe] = pairOf()
    near.resume().end(data)
    return pipe
  },
  'a one-way pipe'(data) {
    const [read, write] = Pipe.pipe()
    new Pipe(write).end(data)
    return new Pipe(read)
  },
  'a file'(data, directory) {
    fs.writeFileSync(`${directory}/source`, data)
    return new Pipe(fs.openSync(`${directory}/source`, 'r'))
  }
}

const sinks = {
  'a socket'() {
    const [pipe, far] = pairOf()
    far.on('end', () => far.end())
    pipe.resume()
    return { pipe, received: collect(far) }
  },
  'a one-way pipe'() {
    const [read, write] = Pipe.pipe()
    return { pipe: new Pipe(write), received: collect(new Pipe(read)) }
  },
  'a file'(directory) {
    const pipe = new Pipe(fs.openSync(`${directory}/sink`, 'w'))
    const received = closed(pipe).then(() => fs.readFileSync(`${directory}/sink`))
    return { pipe, received }
  }
}

for (const [from, source] of Object.entries(sources)) {
  for (const [to, sink] of Object.entries(sinks)) {
    test(`O4 R1 W1 ${from} is piped to ${to}, and both close`, async (t) => {
      const balanced = balance(t)
      const directory = temporaryDirectory(t)
      for (const length of [0, 1, 700001]) {
        const data = pattern(length, 5)
        const a = source(data, directory)
        const { pipe: b, received } = sink(directory)
        const piped = new Promise((resolve) => a.pipe(b, resolve))
        // What can be written as well stays open until that ends.
        a.on('end', () => a.readyState === 'writeOnly' && a.end())
        t.ok((await received).equals(data), `${length} bytes`)
        t.is(await piped, null)
        t.ok(a.destroyed && b.destroyed)
        t.alike([a.bytesRead, b.bytesWritten], [length, length])
      }
      await turns(2)
      balanced()
    })
  }
}
