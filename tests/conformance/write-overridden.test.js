// Classes that extend Pipe with a way of writing of their own.
const test = require('./support/test')
const { Pipe } = require('./subject')
const { gone } = require('./support/channel')
const { collect, once, receive, record, turns } = require('./support/events')
const { closed } = require('./support/pair')
const { balance } = require('./support/descriptors')
const { pattern } = require('./support/pattern')

class Batching extends Pipe {
  seen = []

  _writev(batch, cb) {
    for (const { chunk } of batch) this.seen.push(chunk)
    super._writev(batch, cb)
  }
}

class Shouting extends Pipe {
  _write(chunk, encoding, cb) {
    super._writev([{ chunk: chunk.toString().toUpperCase(), encoding: 'utf8' }], cb)
  }
}

class Doubling extends Pipe {
  _writev(batch, cb) {
    super._writev(
      batch.flatMap((entry) => [entry, entry]),
      cb
    )
  }
}

class Swallowing extends Pipe {
  _write(chunk, encoding, cb) {
    queueMicrotask(() => cb(null))
  }
}

class Failing extends Pipe {
  _writev(batch, cb) {
    cb(Object.assign(new Error('not today'), { code: 'MINE' }))
  }
}

/** One end of a socket pair as `Class`, the other as a plain pipe that ends with it. */
function pairOf(Class, options = {}) {
  const [near, far] = Pipe.socketpair()
  const pipes = [new Class(options).open(near), new Pipe(options).open(far)]
  pipes[0].resume()
  pipes[1].on('end', () => pipes[1].end())
  return pipes
}

/** What arrives of chunks of every kind that are written in one tick, over some ticks, and corked. */
async function send(t, Class) {
  const balanced = balance(t)
  const [pipe, peer] = pairOf(Class)
  const received = collect(peer)
  const callbacks = []
  const called = (err) => callbacks.push(err)
  const view = Buffer.from('two ')
  pipe.write('one ', called)
  pipe.write(view, called)
  view.fill('x')
  await turns(1)
  pipe.cork()
  pipe.write('746872656520', 'hex', called)
  pipe.write(new DataView(new ArrayBuffer(0)), called)
  pipe.uncork()
  pipe.end('four')
  const bytes = await received
  await Promise.all([closed(pipe), closed(peer)])
  t.alike(callbacks, [null, null, null, null])
  balanced()
  return { text: bytes.toString(), pipe }
}

test('W1 W7 a class with a _writev of its own is given bytes, those of the time of write()', async (t) => {
  const { text, pipe } = await send(t, Batching)
  t.is(text, 'one two three four')
  t.is(Buffer.concat(pipe.seen).toString(), text)
  t.is(pipe.bytesWritten, text.length)
})

test('W1 what it passes on is what is sent, in order', async (t) => {
  t.is((await send(t, Shouting)).text, 'ONE TWO THREE FOUR')
  t.is((await send(t, Doubling)).text, 'one one two two three three fourfour')
  t.is((await send(t, Swallowing)).text, '')
})

test('W1 W5 much of it, to a peer that does not read at first', async (t) => {
  const [pipe, peer] = pairOf(Batching)
  const size = 3 * 1024 * 1024
  peer.pause()
  t.is(pipe.write(pattern(size)), false)
  const drained = once(pipe, 'drain')
  await turns(1)
  t.ok((await receive(peer.resume(), size)).equals(pattern(size)))
  await drained
  await gone(pipe, peer)
})

test('W4 D1 its error is that of the pipe, and what was not sent is not called a success', async (t) => {
  const balanced = balance(t)
  const [pipe, peer] = pairOf(Failing)
  const log = record(pipe, ['error', 'close'])
  const outcome = new Promise((resolve) => pipe.write('x', resolve))
  t.ok((await outcome) instanceof Error)
  await closed(pipe)
  t.alike(log, ['error:MINE', 'close'])
  const [late, other] = pairOf(Batching)
  late.cork()
  const refused = new Promise((resolve) => late.write('x', resolve))
  late.destroy()
  t.ok((await refused) instanceof Error)
  t.is(late.write('x'), false)
  await gone(pipe, peer, late, other)
  balanced()
})

test('I6 a handle travels with the chunk that it was written with', async (t) => {
  const balanced = balance(t)
  const [pipe, peer] = pairOf(Batching, { ipc: true })
  const [sent, other] = Pipe.socketpair().map((fd) => new Pipe(fd))
  const log = record(peer, ['handle', 'data'])
  pipe.write('before ')
  pipe.write('with ', sent)
  pipe.write('after')
  await receive(peer, 17)
  t.is(log.filter((entry) => entry === 'handle:7').length, 1)
  const before = log.slice(0, log.indexOf('handle:7')).join('').replace(/data:/g, '')
  t.ok('before '.startsWith(before), 'and not after it')
  await gone(pipe, peer, sent, other)
  balanced()
})

test('W1 a class that overrides neither is not asked', async (t) => {
  class Plain extends Pipe {
    write(...args) {
      return super.write(...args)
    }
  }
  t.is((await send(t, Plain)).text, 'one two three four')
})
