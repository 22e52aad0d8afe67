// One pipe piped to another, and somebody else who sees what passes, or changes it, or holds it up.
const test = require('./support/test')
const { Duplex } = require('bare-stream')
const { Pipe } = require('./subject')
const { channel, gone, plainPair } = require('./support/channel')
const { balance } = require('./support/descriptors')
const { collect, once, receive, record, turns } = require('./support/events')
const { closed } = require('./support/pair')
const { pattern } = require('./support/pattern')

const MiB = 1024 * 1024

/* What is sent arrives in pieces of that many bytes, all of them before the loop turns. */
const sizes = [1, 2, 3, 65536]

/** What `from` sends arrives at `a`, and what `b` writes arrives at `to`; `text()` is what has arrived there. */
async function relay(t, { A = Pipe, B = Pipe, ...options } = {}) {
  const [from, a] = pairOf(A, options.a)
  const [to, b] = pairOf(B, options.b)
  t.teardown(() => gone(from, a, b, to))
  await turns(1)
  return { from, a, b, to }
}

function pairOf(Class, options) {
  const [near, far] = Pipe.socketpair()
  return [new Pipe(near), new Class(far, options || {})]
}

/** What arrives, told in pieces: each call gives what has come since the one before. */
function arrivals(stream) {
  let text = ''
  stream.on('data', (chunk) => (text += chunk))
  return async () => {
    await turns(2)
    const piece = text
    text = ''
    return piece
  }
}

for (const readBufferSize of sizes) {
  test(`R1 a listener that comes and goes is told all that passes, in pieces of ${readBufferSize}`, async (t) => {
    const { from, a, b, to } = await relay(t, { a: { readBufferSize } })
    const arrived = arrivals(to)
    const told = []
    const listener = (chunk) => told.push(String(chunk))
    a.pipe(b)
    for (let round = 0; round < 3; round++) {
      from.write('unheard')
      t.is(await arrived(), 'unheard')
      a.on('data', listener)
      from.write('heard ')
      from.write('twice')
      t.is(await arrived(), 'heard twice')
      t.is(told.join(''), 'heard twice')
      t.is(Math.max(...told.splice(0).map((chunk) => chunk.length)), Math.min(11, readBufferSize))
      a.off('data', listener)
    }
    a.once('data', listener)
    from.write('abcdef')
    t.is(await arrived(), 'abcdef')
    t.alike(told, ['abcdef'.slice(0, readBufferSize)])
    a.prependOnceListener('data', listener)
    from.end('abcdef')
    t.is(await arrived(), 'abcdef')
    t.is(told.length, 2)
  })

  test(`R2 readable and read() take nothing from what passes, in pieces of ${readBufferSize}`, async (t) => {
    const { from, a, b, to } = await relay(t, { a: { readBufferSize } })
    const arrived = arrivals(to)
    a.pipe(b)
    from.write('before ')
    t.is(await arrived(), 'before ')
    const listener = () => a.read()
    a.on('readable', listener)
    from.write('while ')
    t.is(await arrived(), 'while ')
    t.is(a.read(), null)
    a.off('readable', listener)
    from.write('after')
    t.is(a.read(), null)
    t.is(await arrived(), 'after')
  })

  test(`R1 setEncoding in the middle: whole characters pass, in pieces of ${readBufferSize}`, async (t) => {
    const { from, a, b, to } = await relay(t, { a: { readBufferSize } })
    const arrived = arrivals(to.setEncoding('latin1'))
    a.pipe(b)
    from.write(Buffer.from('€').subarray(0, 2))
    t.is((await arrived()).length, 2)
    a.setEncoding('utf8')
    from.write(Buffer.from('€').subarray(0, 2))
    t.is(await arrived(), '', 'half a character waits')
    from.write(Buffer.concat([Buffer.from('€').subarray(2), Buffer.from('€uro')]))
    t.is(await arrived(), Buffer.from('€€uro').toString('latin1'))
    t.is(b.bytesWritten, 2 + 9)
    t.is(a.bytesRead, 2 + 9)
  })

  test(`R1 what the program puts into the source passes too, in pieces of ${readBufferSize}`, async (t) => {
    const { from, a, b, to } = await relay(t, { a: { readBufferSize } })
    const arrived = arrivals(to)
    a.pipe(b)
    from.write('one ')
    t.is(await arrived(), 'one ')
    a.push('three ')
    a.unshift('two ')
    from.write('four ')
    t.is(await arrived(), 'two three four ')
    from.write('five ')
    t.is(await arrived(), 'five ')
    a.push('six')
    a.push(null)
    from.write('never')
    t.is(await arrived(), 'six')
    t.ok(to.destroying || to.readyState === 'writeOnly', 'the end has passed, too')
    t.is(b.bytesWritten, 4 + 15 + 5 + 3)
  })

  test(`R2 pause() and resume() do not hold up what is piped, in pieces of ${readBufferSize}`, async (t) => {
    const { from, a, b, to } = await relay(t, { a: { readBufferSize } })
    const arrived = arrivals(to)
    a.pause()
    a.pipe(b)
    from.write('before ')
    t.is(await arrived(), 'before ')
    a.resume()
    a.pause()
    from.write('paused ')
    t.is(await arrived(), 'paused ')
    const told = []
    a.on('data', (chunk) => told.push(String(chunk)))
    from.write('heard ')
    t.is(await arrived(), 'heard ')
    a.pause()
    from.write('as well ')
    t.is(await arrived(), 'as well ')
    t.is(told.join(''), 'heard as well ')
  })
}

test('R1 a listener is told, also after all of them have been removed', async (t) => {
  const { from, a, b, to } = await relay(t)
  const arrived = arrivals(to)
  const told = []
  a.pipe(b)
  a.on('data', () => told.push('removed'))
  a.removeAllListeners()
  from.write('one ')
  t.is(await arrived(), 'one ')
  a.on('data', (chunk) => told.push(String(chunk)))
  from.write('two ')
  t.is(await arrived(), 'two ')
  t.alike(told, ['two '])
})

test('R1 a listener that writes what it is told of to the same destination', async (t) => {
  const { from, a, b, to } = await relay(t, { a: { readBufferSize: 3 } })
  const arrived = arrivals(to)
  const listener = (chunk) => b.write(chunk)
  a.pipe(b)
  from.write('once ')
  t.is(await arrived(), 'once ')
  a.on('data', listener)
  from.write('abc')
  t.is(await arrived(), 'abcabc')
  a.off('data', listener)
  from.write('once ')
  t.is(await arrived(), 'once ')
})

test('R1 a listener that comes while much is under way is told the rest of it, all of it', async (t) => {
  const { from, a, b, to } = await relay(t)
  const data = pattern(4 * MiB)
  const told = []
  a.pipe(b)
  to.pause()
  from.end(data)
  await turns(4)
  a.on('data', (chunk) => told.push(chunk))
  const all = collect(to)
  to.resume()
  t.ok((await all).equals(data))
  const rest = Buffer.concat(told)
  t.ok(rest.length >= data.length - a.bytesRead / 2 && rest.length > 2 * MiB)
  t.ok(rest.equals(data.subarray(data.length - rest.length)))
})

test('R1 listeners come and go, at random, while it is read at random', async (t) => {
  let seed = 1
  const random = (below) => (seed = (seed * 48271) % 0x7fffffff) % below
  for (const readBufferSize of [17, 1000, 65536]) {
    const { from, a, b, to } = await relay(t, { a: { readBufferSize } })
    const sent = []
    const listener = () => {}
    const received = collect(to)
    a.pipe(b)
    for (let i = 0; i < 150; i++) {
      const message = Buffer.alloc(random(i % 10 === 0 ? 300000 : 500), 97 + (i % 26))
      sent.push(message)
      from.write(message)
      const act = [
        () => a.on('data', listener),
        () => a.off('data', listener),
        () => to.pause(),
        () => to.resume(),
        () => b.cork(),
        () => b.uncork(),
        () => a.once('data', listener),
        () => a.read(),
        () => turns(1),
        () => a.pause(),
        () => a.resume()
      ][random(11)]
      await act()
      if (random(3) === 0) await turns(1)
    }
    b.uncork()
    to.resume()
    from.end()
    t.ok((await received).equals(Buffer.concat(sent)), `pieces of ${readBufferSize}`)
    t.is(a.bytesRead, b.bytesWritten)
  }
})

test('W5 corked, the destination passes nothing on, and not much is read', async (t) => {
  const { from, a, b, to } = await relay(t)
  const arrived = arrivals(to)
  a.pipe(b)
  from.write('before ')
  t.is(await arrived(), 'before ')
  b.cork()
  from.write('corked ')
  t.is(await arrived(), '')
  b.write('by the program ')
  from.write('x'.repeat(2 * MiB))
  t.is(await arrived(), '')
  t.ok(a.bytesRead <= 4 * 65536, `${a.bytesRead} have been read`)
  b.uncork()
  const rest = ['corked ', 'by the program ', 'x'.repeat(2 * MiB)].join('')
  let text = ''
  while (text.length < rest.length) text += await arrived()
  t.ok(text === rest)
  from.write('after')
  t.is(await arrived(), 'after')
})

/* Ways in which a program's own class, or object, sees what is written to it, and says what is sent. */
const shouting = (chunk) => Buffer.from(String(chunk).toUpperCase())

const classes = {
  write: class extends Pipe {
    write(chunk, ...args) {
      return super.write(shouting(chunk), ...args)
    }
  },
  _write: class extends Pipe {
    _write(chunk, encoding, cb) {
      super._writev([{ chunk: shouting(chunk), encoding: 'buffer' }], cb)
    }
  },
  _writev: class extends Pipe {
    _writev(batch, cb) {
      super._writev(
        batch.map(({ chunk }) => ({ chunk: shouting(chunk), encoding: 'buffer' })),
        cb
      )
    }
  }
}

for (const [name, B] of Object.entries(classes)) {
  test(`W1 a destination with a ${name} of its own is given all that is piped`, async (t) => {
    const { from, a, b, to } = await relay(t, { B })
    const received = collect(to)
    a.pipe(b)
    from.write('first;')
    await turns(2)
    from.write('letters'.repeat(100000))
    await turns(2)
    from.end(';last')
    t.ok(String(await received) === `FIRST;${'LETTERS'.repeat(100000)};LAST`)
  })
}

test('W1 W6 write and end that are put in the place of a pipe’s own are called', async (t) => {
  const { from, a, b, to } = await relay(t)
  const arrived = arrivals(to)
  const seen = []
  b.write = (chunk) => seen.push(String(chunk)) && Pipe.prototype.write.call(b, shouting(chunk))
  a.pipe(b)
  from.write('two ')
  t.is(await arrived(), 'TWO ')
  delete b.write
  from.write('three ')
  t.is(await arrived(), 'three ')
  b.end = () => Pipe.prototype.end.call(b, 'over')
  from.end('four ')
  t.is(await arrived(), 'four over')
  t.alike(seen, ['two '])
})

test('R1 a push of its own, or put in its place, sees what the source reads', async (t) => {
  class Shouting extends Pipe {
    push(chunk) {
      return super.push(chunk && shouting(chunk))
    }
  }
  const first = await relay(t, { A: Shouting })
  const arrived = arrivals(first.to)
  first.a.pipe(first.b)
  first.from.write('one ')
  t.is(await arrived(), 'ONE ')
  first.from.end('two')
  t.is(await arrived(), 'TWO')

  const { from, a, b, to } = await relay(t)
  const passed = arrivals(to)
  a.push = Shouting.prototype.push
  Object.setPrototypeOf(a, Shouting.prototype)
  a.pipe(b)
  from.write('two ')
  t.is(await passed(), 'TWO ')
})

test('R1 onread sees what the source reads, and only the end passes', async (t) => {
  const lengths = []
  const onread = { buffer: Buffer.alloc(10), callback: (length) => void lengths.push(length) }
  const { from, a, b, to } = await relay(t, { a: { onread } })
  const received = collect(to)
  a.pipe(b)
  from.end('some bytes that are read')
  t.is(String(await received), '')
  t.is(
    lengths.reduce((sum, length) => sum + length),
    24
  )
  t.alike([a.bytesRead, b.bytesWritten], [24, 0])
})

test('R1 W1 piped to a stream of another kind, and from one', async (t) => {
  const { from, a, b, to } = await relay(t)
  const seen = []
  const between = new Duplex({
    write(chunk, encoding, cb) {
      seen.push(chunk.byteLength)
      this.push(chunk)
      cb(null)
    },
    final(cb) {
      this.push(null)
      cb(null)
    }
  })
  const received = collect(to)
  a.pipe(between)
  between.pipe(b)
  from.end(pattern(MiB))
  t.ok((await received).equals(pattern(MiB)))
  t.is(
    seen.reduce((sum, length) => sum + length),
    MiB
  )
})

test('I1 I4 handles arrive at a source, and its bytes pass', async (t) => {
  const balanced = balance(t)
  const [sender, a] = channel(t, { readBufferSize: 100 })
  const [b, to] = plainPair()
  const arrived = arrivals(to)
  const log = record(a, ['handle', 'error'])
  a.pipe(b)
  sender.write('before ')
  t.is(await arrived(), 'before ')
  const [sent, other] = plainPair()
  const target = new Pipe({ eagerOpen: false })
  a.once('handle', () => a.accept(target))
  sender.write('with one ', sent)
  sender.write('after ')
  t.is(await arrived(), 'with one after ')
  sender.write('with one that nobody takes ', sent)
  sender.write('x'.repeat(100000))
  let text = ''
  while (text.length < 100027) text += await arrived()
  t.ok(text === `with one that nobody takes ${'x'.repeat(100000)}`)
  t.alike(log, ['handle:7', 'handle:7'])
  await gone(sent)
  const hello = receive(target, 5)
  other.write('hello')
  t.is(String(await hello), 'hello')
  await gone(sender, a, b, to, other, target)
  balanced()
})

test('I1 I6 the program sends handles between what is piped', async (t) => {
  const [b, receiver] = channel(t)
  const [from, a] = plainPair()
  t.teardown(() => gone(from, a))
  let text = ''
  const at = []
  receiver.on('data', (chunk) => (text += chunk))
  receiver.on('handle', () => {
    at.push(text.length)
    receiver.accept(new Pipe({ eagerOpen: false })).destroy()
  })
  a.pipe(b)
  const [sent, other] = plainPair()
  for (let i = 0; i < 20; i++) {
    from.write('x'.repeat(i * 1000))
    b.write('(', sent)
    b.write(')')
    if (i % 3 === 0) await turns(1)
  }
  while (text.length < 190000 + 40) await turns(1)
  t.is(text.replace(/\(\)/g, ''), 'x'.repeat(190000), 'each with what was written after it')
  t.is(at.length, 20)
  const messages = [...text.matchAll(/\(/g)].map(({ index }) => index)
  t.ok(at.every((length, i) => length <= messages[i]))
  await gone(sent, other)
})

test('D1 I1 a source that is destroyed by the listener of its handle passes nothing more', async (t) => {
  const [sender, a] = channel(t)
  const [b, to] = plainPair()
  t.teardown(() => gone(b, to))
  const log = record(b, ['error', 'close'])
  const arrived = arrivals(to)
  const [sent, other] = plainPair()
  a.pipe(b, () => {})
  sender.write('before')
  t.is(await arrived(), 'before')
  a.on('handle', () => a.destroy())
  sender.on('error', () => {})
  sender.write('with', sent)
  await Promise.all([closed(a), once(to, 'end'), once(b, 'close')])
  t.is(await arrived(), '')
  t.alike(log, ['error:PREMATURE_CLOSE', 'close'])
  await gone(sent, other)
})
