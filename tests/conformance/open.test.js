const { fs } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { closed } = require('./support/pair')
const { temporaryDirectory } = require('./support/directory')
const { record, quiet, once, collect, receive, microtasks, turns } = require('./support/events')
const { thrown, isPipeError, isSystemError } = require('./support/errors')
const { balance, targetOf } = require('./support/descriptors')
const { shell, command } = require('./support/child')

test('O1 every shape of the arguments opens, returns this and calls back once', async (t) => {
  const balanced = balance(t)
  const calls = []
  const cb = (...args) => calls.push(args)
  for (const shape of [
    (fd) => [fd],
    (fd) => [fd, cb],
    (fd) => [fd, {}, cb],
    (fd) => [fd, undefined, cb],
    (fd) => [{ fd }],
    (fd) => [{ fd }, cb],
    (fd) => [fd, cb, 'surplus'],
    (fd) => [fd, { fd: 9999 }, cb, cb]
  ]) {
    calls.length = 0
    const [read, write] = Pipe.pipe()
    const pipe = new Pipe()
    const log = record(pipe, ['connect'])
    const args = shape(read)
    t.is(pipe.open(...args), pipe, 'returns this')
    t.is(calls.length, 0, 'never calls back at once')
    await once(pipe, 'connect')
    t.alike(calls, args.includes(cb) ? [[]] : [], 'called once, with nothing')
    t.is(pipe.listenerCount('connect'), 1, 'the callback was a once-listener')
    pipe.destroy()
    await closed(pipe)
    fs.closeSync(write)
    t.alike(log, ['connect'])
  }
  balanced()
})

test('O1 what is not an integer in 0..0x7fffffff is INVALID_FD, and changes nothing', async (t) => {
  const [read, write] = Pipe.pipe()
  const pipe = new Pipe()
  const log = record(pipe, quiet)
  let calls = 0
  const values = [
    -1,
    1.5,
    NaN,
    Infinity,
    -Infinity,
    0x80000000,
    2 ** 53,
    '0',
    '',
    true,
    undefined,
    null,
    1n
  ]
  for (const value of [
    ...values,
    Symbol('fd'),
    () => 0,
    {},
    [0],
    { fd: -1 },
    { fd: '0' },
    { fd: null }
  ]) {
    isPipeError(
      t,
      thrown(() => pipe.open(value, () => calls++)),
      'INVALID_FD'
    )
    t.alike([pipe.connecting, pipe.pending, pipe.readyState], [false, true, 'closed'])
  }
  await turns(1)
  t.alike(log, [])
  t.is(pipe.listenerCount('connect'), 1, 'no callback was kept')
  pipe.open(read)
  t.is(pipe.readyState, 'readOnly', 'the pipe is usable')
  pipe.destroy()
  await closed(pipe)
  fs.closeSync(write)
  t.is(calls, 0)
})

test('O2 success is synchronous: the state says at once what the access mode allows', async (t) => {
  const fifo = `${temporaryDirectory(t)}/fifo`
  await shell(`mkfifo '${fifo}'`)
  const [read, write] = Pipe.pipe()
  for (const [fd, readyState] of [
    [read, 'readOnly'],
    [write, 'writeOnly'],
    [fs.openSync(fifo, 'r+'), 'open']
  ]) {
    const pipe = new Pipe()
    pipe.open(fd)
    t.alike([pipe.connecting, pipe.pending, pipe.readyState], [false, false, readyState])
    pipe.destroy()
    await closed(pipe)
  }
})

test('O2 the missing half is ended', async (t) => {
  const [reader, writer] = Pipe.pipe().map((fd) => new Pipe(fd))
  const read = record(reader, quiet)
  const written = record(writer, quiet)
  writer.resume()
  await Promise.all([once(reader, 'finish'), once(writer, 'end')])
  t.is(reader.write('never'), false, 'the read end takes nothing')
  t.is(reader.readyState, 'readOnly')
  t.is(writer.readyState, 'writeOnly')
  const text = collect(reader)
  writer.end('all of it')
  t.is((await text).toString(), 'all of it')
  await Promise.all([closed(reader), closed(writer)])
  t.alike(new Set(read), new Set(['open', 'connect', 'finish', 'end', 'close']))
  t.is(read.length, 5, 'each once')
  t.is(read.at(-1), 'close')
  t.alike(new Set(written), new Set(['open', 'connect', 'finish', 'end', 'close']))
  t.is(written.length, 5, 'each once')
  t.is(written.at(-1), 'close')
})

test('O2 connect comes in a microtask', async (t) => {
  const [reader, writer] = Pipe.pipe()
  const pipe = new Pipe()
  const order = []
  setImmediate(() => order.push('turn'))
  pipe.on('connect', () => order.push('connect'))
  pipe.open(reader, () => order.push('callback'))
  order.push('returned')
  await microtasks()
  t.alike(order, ['returned', 'connect', 'callback'])
  pipe.destroy()
  await closed(pipe)
  fs.closeSync(writer)
})

test('O2 and not at all if it is destroyed first', async (t) => {
  const balanced = balance(t)
  for (const eagerOpen of [true, false]) {
    const [reader, writer] = Pipe.pipe()
    let calls = 0
    const pipe = new Pipe({ eagerOpen })
    const log = record(pipe, quiet)
    pipe.open(reader, () => calls++)
    pipe.destroy()
    await closed(pipe)
    await turns(1)
    t.absent(log.includes('connect'))
    t.is(log.filter((name) => name === 'close').length, 1)
    t.is(calls, 0)
    fs.closeSync(writer)
  }
  balanced()
})

test('O2 it also works after the eager open has settled', async (t) => {
  const [read, write] = Pipe.pipe()
  const pipe = new Pipe({ eagerOpen: true })
  const log = record(pipe, quiet)
  pipe.resume()
  await turns()
  t.alike(log, [], 'nothing yet')
  const received = receive(pipe, 4)
  pipe.open(read)
  const writer = new Pipe(write)
  writer.end('late')
  t.is((await received).toString(), 'late')
  await Promise.all([closed(pipe), closed(writer)])
  t.alike(log.filter((name) => name === 'open' || name === 'connect').sort(), ['connect', 'open'])
})

test('O3 EBADF arrives as error, then close', async (t) => {
  const balanced = balance(t)
  for (const fd of [9999, 0x7fffffff]) {
    for (const eagerOpen of [true, false]) {
      const pipe = new Pipe({ eagerOpen })
      const log = record(pipe, quiet)
      t.is(
        pipe.open(fd, () => t.fail('the callback is called')),
        pipe
      )
      t.is(pipe.readyState, 'closed')
      isSystemError(t, await once(pipe, 'error'), 'EBADF')
      await closed(pipe)
      await turns(1)
      t.alike(log, ['error:EBADF', 'close'])
    }
  }
  balanced()
})

test('O3 after another failure the descriptor still belongs to the caller', async (t) => {
  const directory = temporaryDirectory(t)
  const fd = fs.openSync(directory, 'r')
  const pipe = new Pipe()
  const log = record(pipe, quiet)
  pipe.open(fd)
  const { code } = await once(pipe, 'error')
  await closed(pipe)
  await turns(1)
  t.alike(log, [`error:${code}`, 'close'])
  t.is(targetOf(fd), fs.realpathSync(directory), 'it is still open')
  fs.closeSync(fd)
})

test('O3 on success the pipe owns the descriptor and closes it', async (t) => {
  const [read, write] = Pipe.pipe()
  const [reader, writer] = [new Pipe(read), new Pipe(write)]
  t.ok(targetOf(read) && targetOf(write))
  reader.destroy()
  writer.destroy()
  await Promise.all([closed(reader), closed(writer)])
  t.is(targetOf(read), null)
  t.is(targetOf(write), null)
})

test('O3 but 0, 1 and 2 stay open', async (t) => {
  const { code, stdout, stderr } = await shell(`echo in | ${command('standard.js')} | cat`)
  t.is(code, 0)
  t.is(stdout, 'closed 0\nclosed 1\nclosed 2\nstill open: 0 1 2\n')
  t.is(stderr, '')
})
