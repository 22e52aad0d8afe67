const { fs } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { run } = require('./support/child')
const { collect } = require('./support/events')
const { closed } = require('./support/pair')
const descriptors = require('./support/descriptors')

const { flagsOf, targetOf, O_ACCMODE, O_RDONLY, O_WRONLY, O_NONBLOCK, O_CLOEXEC } = descriptors

test('E4 pipe() returns [read, write], non-blocking and close-on-exec', (t) => {
  const balanced = descriptors.balance(t)
  const fds = Pipe.pipe()
  t.ok(Array.isArray(fds))
  t.is(fds.length, 2)
  const [read, write] = fds
  t.ok(Number.isInteger(read) && Number.isInteger(write) && read !== write)
  t.ok(/^pipe:\[\d+\]$/.test(targetOf(read)))
  t.is(targetOf(write), targetOf(read), 'the two ends of one pipe')
  t.is(flagsOf(read) & O_ACCMODE, O_RDONLY)
  t.is(flagsOf(write) & O_ACCMODE, O_WRONLY)
  for (const fd of fds) {
    t.is(flagsOf(fd) & O_NONBLOCK, O_NONBLOCK, 'non-blocking')
    t.is(flagsOf(fd) & O_CLOEXEC, O_CLOEXEC, 'close-on-exec')
    fs.closeSync(fd)
  }
  balanced()
})

test('E4 what goes into the second comes out of the first', async (t) => {
  const balanced = descriptors.balance(t)
  const [read, write] = Pipe.pipe()
  const reader = new Pipe(read)
  const writer = new Pipe(write)
  const received = collect(reader)
  writer.write('one ')
  writer.end('two')
  t.is((await received).toString(), 'one two')
  await Promise.all([closed(reader), closed(writer)])
  balanced()
})

test('E4 each call makes a new pipe', (t) => {
  const a = Pipe.pipe()
  const b = Pipe.pipe()
  t.is(new Set([...a, ...b]).size, 4)
  t.not(targetOf(a[0]), targetOf(b[0]))
  for (const fd of [...a, ...b]) fs.closeSync(fd)
})

test('E4 pipe() throws EMFILE when no descriptor is left, and keeps none', async (t) => {
  const { code, stderr, lines } = await run('exhausted.js', ['pipe'], { limit: 64 })
  t.is(code, 0, stderr)
  t.alike(lines, [
    { thrown: true, name: 'Error', code: 'EMFILE', message: 'too many open files', kept: 0 }
  ])
})
