const { fs } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { run } = require('./support/child')
const { record, quiet, collect, receive } = require('./support/events')
const { closed } = require('./support/pair')
const descriptors = require('./support/descriptors')

const { flagsOf, targetOf, O_ACCMODE, O_RDWR, O_NONBLOCK, O_CLOEXEC } = descriptors

test('X1 socketpair() returns [a, b], two connected two-way descriptors', (t) => {
  const balanced = descriptors.balance(t)
  const fds = Pipe.socketpair()
  t.ok(Array.isArray(fds))
  t.is(fds.length, 2)
  const [a, b] = fds
  t.ok(Number.isInteger(a) && Number.isInteger(b) && a !== b)
  for (const fd of fds) {
    t.ok(/^socket:\[\d+\]$/.test(targetOf(fd)))
    t.is(flagsOf(fd) & O_ACCMODE, O_RDWR, 'two-way')
    t.is(flagsOf(fd) & O_NONBLOCK, O_NONBLOCK, 'non-blocking')
    t.is(flagsOf(fd) & O_CLOEXEC, O_CLOEXEC, 'close-on-exec')
  }
  t.not(targetOf(a), targetOf(b))
  for (const fd of fds) fs.closeSync(fd)
  balanced()
})

test('X1 bytes go both ways between the two, and each half ends by itself', async (t) => {
  const balanced = descriptors.balance(t)
  const [a, b] = Pipe.socketpair().map((fd) => new Pipe(fd))
  t.is(a.readyState, 'open')
  t.is(b.readyState, 'open')
  const log = record(a, quiet)
  const there = receive(b, 5)
  const back = collect(a)
  a.end('there')
  t.is((await there).toString(), 'there')
  b.end('and back')
  t.is((await back).toString(), 'and back')
  await Promise.all([closed(a), closed(b)])
  t.alike(
    log.filter((name) => name !== 'open'),
    ['connect', 'finish', 'end', 'close']
  )
  balanced()
})

test('X1 socketpair() carries a handle with nothing else needed', async (t) => {
  const balanced = descriptors.balance(t)
  const [a, b] = Pipe.socketpair().map((fd) => new Pipe({ ipc: true }).open(fd))
  const [c, d] = Pipe.socketpair().map((fd) => new Pipe(fd))
  const target = new Pipe()
  const types = []
  b.on('handle', (type) => {
    types.push(type)
    b.accept(target)
  })
  const message = receive(b, 1)
  a.write('x', d)
  t.is((await message).toString(), 'x')
  t.alike(types, [Pipe.constants.handle.NAMED_PIPE])
  const text = receive(target, 5)
  c.write('hello')
  d.destroy()
  t.is((await text).toString(), 'hello')
  const pipes = [a, b, c, target]
  for (const pipe of pipes) pipe.destroy()
  await Promise.all([...pipes, d].map(closed))
  balanced()
})

test('E5 X1 an accepted pipe continues its pending open, with no connect', async (t) => {
  const [a, b] = Pipe.socketpair().map((fd) => new Pipe({ ipc: true }).open(fd))
  const [c, d] = Pipe.socketpair().map((fd) => new Pipe(fd))
  const target = new Pipe({ eagerOpen: true })
  const log = record(target, quiet)
  const states = []
  const text = receive(target, 5)
  b.once('handle', () => {
    states.push([target.pending, target.readyState])
    b.accept(target)
    states.push([target.pending, target.readyState])
  })
  const message = receive(b, 1)
  a.write('x', d)
  await message
  t.alike(states, [
    [true, 'closed'],
    [false, 'open']
  ])
  d.destroy()
  c.write('hello')
  t.is((await text).toString(), 'hello')
  t.alike(log, ['open'])
  const pipes = [a, b, c, d, target]
  for (const pipe of pipes) pipe.destroy()
  await Promise.all(pipes.map(closed))
})

test('X1 socketpair() throws EMFILE when no descriptor is left, and keeps none', async (t) => {
  const { code, stderr, lines } = await run('exhausted.js', ['socketpair'], { limit: 64 })
  t.is(code, 0, stderr)
  t.alike(lines, [
    { thrown: true, name: 'Error', code: 'EMFILE', message: 'too many open files', kept: 0 }
  ])
})
