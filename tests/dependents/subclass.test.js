// A class that extends Pipe, and overrides what classes override.
const os = require('bare-os')
const Pipe = require('bare-pipe')
const test = require('./support/test')
const { once, text } = require('./support/process')

/** A pipe that speaks in lines, counts what it sends, and answers to an own event. */
class LinePipe extends Pipe {
  constructor(path, opts) {
    super(path, { ...opts, readBufferSize: 4 })
    this.rest = ''
    this.sent = 0
    this.ends = []
    this.on('data', (chunk) => this.take(String(chunk)))
  }

  get connected() {
    return !this.pending
  }

  write(chunk, ...rest) {
    this.sent++
    return super.write(chunk, ...rest)
  }

  end(...args) {
    this.ends.push(args.length)
    return super.end(...args)
  }

  destroy(err) {
    this.destroyedWith = err
    return super.destroy(err)
  }

  _destroy(err, cb) {
    this.torn = true
    super._destroy(err, cb)
  }

  take(text) {
    const lines = (this.rest + text).split('\n')
    this.rest = lines.pop()
    for (const line of lines) this.emit('line', line)
  }

  say(line) {
    return this.write(`${line}\n`)
  }
}

test.ours()

test('a subclass over a pair of sockets', async (t) => {
  const [a, b] = Pipe.socketpair().map((fd) => new LinePipe(fd))
  for (const pipe of [a, b]) {
    t.ok(pipe instanceof LinePipe && pipe instanceof Pipe)
    t.is(pipe.connected, true)
    t.is(pipe.readyState, 'open')
  }
  const lines = []
  b.on('line', (line) => lines.push(line))
  const end = once(b, 'end')
  a.say('first')
  a.say('and a second line')
  a.end('third\nrest')
  await end
  t.alike(lines, ['first', 'and a second line', 'third'])
  t.is(b.rest, 'rest')
  t.alike(a.ends, [1])
  const closed = [once(a, 'close'), once(b, 'close')]
  b.end()
  await Promise.all(closed)
  t.is(a.torn && b.torn, true)
  t.is(a.connected, false)
})

test('a subclass that connects, and one that is destroyed with an error', async (t) => {
  const path = `\0bare-pipe-line-${os.pid()}`
  const server = Pipe.createServer((peer) => peer.on('error', () => {}).pipe(peer))
  server.listen(path)
  const pipe = new LinePipe(path)
  const events = []
  for (const name of ['connect', 'line', 'error', 'close']) {
    pipe.on(name, (value) =>
      events.push(value === undefined ? name : `${name} ${value.message || value}`)
    )
  }
  pipe.say('hello')
  t.is(await once(pipe, 'line'), 'hello')
  t.is(pipe.sent, 1)
  const closed = once(pipe, 'close')
  pipe.destroy(new Error('enough'))
  await closed
  t.is(pipe.destroyedWith.message, 'enough')
  t.alike(events, ['connect', 'line hello', 'error enough', 'close'])
  await new Promise((resolve) => server.close(resolve))
})

test('a subclass carries a handle, and is a target for one', async (t) => {
  const [a, b] = Pipe.socketpair().map((fd) => new LinePipe(undefined, { ipc: true }).open(fd))
  const [sent, other] = Pipe.socketpair().map((fd) => new Pipe(fd, { eagerOpen: false }))
  const target = new LinePipe()
  b.on('handle', () => t.is(b.accept(target), target))
  const line = once(b, 'line')
  a.write('with a handle\n', sent, () => sent.destroy())
  t.is(await line, 'with a handle')
  const said = once(target, 'line')
  other.write('through\n')
  t.is(await said, 'through')
  const content = text(other)
  target.end('back')
  t.is(await content, 'back')
  const closed = [a, b, target].map((pipe) => once(pipe, 'close'))
  for (const pipe of [a, b, target]) pipe.destroy()
  await Promise.all(closed)
})
