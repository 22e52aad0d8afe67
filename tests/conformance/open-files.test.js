const { fs } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { closed } = require('./support/pair')
const { temporaryDirectory } = require('./support/directory')
const { record, quiet, once, collect, receive, turns } = require('./support/events')
const { balance, targetOf } = require('./support/descriptors')
const { shell, command } = require('./support/child')
const { pattern } = require('./support/pattern')

for (const [name, redirection, expected] of [
  ['a file', '>out', 'Hello world!\n'],
  ['an existing file, appended to', '>>out', 'before\nHello world!\n'],
  ['an existing file, overwritten', '>out', 'Hello world!\n'],
  ['a pipe', '| cat >out', 'Hello world!\n'],
  ['a file opened for both', '1<>out', 'Hello world!\n'],
  ['a terminal', null, 'Hello world!\r\n']
]) {
  test(`O4 new Pipe(1).write('Hello world!\\n') into ${name}`, async (t) => {
    const directory = temporaryDirectory(t)
    if (redirection !== null && name.startsWith('an existing'))
      fs.writeFileSync(`${directory}/out`, 'before\n')
    const line =
      redirection === null
        ? `script -qec "${command('hello.js')}" /dev/null >'${directory}/out' </dev/null`
        : `{ ${command('hello.js')}; } ${redirection.replace('out', `'${directory}/out'`)}`
    const { code, signal, stderr } = await shell(line)
    t.alike([code, signal, stderr], [0, 0, ''])
    t.is(fs.readFileSync(`${directory}/out`, 'utf8'), expected)
  })
}

test("O4 new Pipe(1).write('Hello world!\\n') into /dev/null", async (t) => {
  const { code, signal, stdout, stderr } = await shell(`${command('hello.js')} >/dev/null`)
  t.alike([code, signal, stdout, stderr], [0, 0, '', ''])
})

test('O4 standard input from a file, and output into a file', async (t) => {
  const directory = temporaryDirectory(t)
  const data = pattern(3 * 1024 * 1024 + 17)
  fs.writeFileSync(`${directory}/in`, data)
  const cat = command('cat.js')
  for (const line of [`${cat} <in >out`, `${cat} <in | cat >out`, `cat in | ${cat} >out`]) {
    const { code, stderr } = await shell(`cd '${directory}' && ${line}`)
    t.alike([code, stderr], [0, ''], line)
    t.ok(fs.readFileSync(`${directory}/out`).equals(data), line)
  }
})

test('O4 a regular file is read from where its descriptor stands to its end', async (t) => {
  const balanced = balance(t)
  const path = `${temporaryDirectory(t)}/file`
  const data = pattern(200000)
  fs.writeFileSync(path, data)
  const fd = fs.openSync(path, 'r')
  fs.readSync(fd, Buffer.alloc(1000), 0, 1000)
  const pipe = new Pipe(fd)
  t.is(pipe.readyState, 'readOnly')
  const log = record(pipe, quiet)
  t.ok((await collect(pipe)).equals(data.subarray(1000)))
  await closed(pipe)
  t.alike([...log].sort(), ['close', 'connect', 'end', 'finish', 'open'])
  t.is(log.at(-1), 'close')
  t.is(targetOf(fd), null)
  balanced()
})

test('O4 a regular file is written in order, with its callbacks', async (t) => {
  const balanced = balance(t)
  const path = `${temporaryDirectory(t)}/file`
  const pipe = new Pipe(fs.openSync(path, 'w'))
  t.is(pipe.readyState, 'writeOnly')
  const log = record(pipe, ['finish', 'error', 'close'])
  const big = pattern(1000000)
  const written = []
  pipe.write('one ', (err) => written.push(err))
  pipe.write('two ', (err) => written.push(err))
  pipe.write(big, (err) => written.push(err))
  pipe.end('end')
  await closed(pipe)
  t.alike(log, ['finish', 'close'])
  t.alike(written, [null, null, null])
  t.ok(
    fs.readFileSync(path).equals(Buffer.concat([Buffer.from('one two '), big, Buffer.from('end')]))
  )
  balanced()
})

test('O4 a regular file opened for both is an open pipe', async (t) => {
  const path = `${temporaryDirectory(t)}/file`
  fs.writeFileSync(path, 'abc')
  const pipe = new Pipe(fs.openSync(path, 'r+'))
  t.is(pipe.readyState, 'open')
  t.is((await collect(pipe)).toString(), 'abc')
  t.is(pipe.readyState, 'writeOnly')
  pipe.end('def')
  await closed(pipe)
  t.is(fs.readFileSync(path, 'utf8'), 'abcdef')
})

test('O4 a paused regular file does not lose what it has read', async (t) => {
  const path = `${temporaryDirectory(t)}/file`
  const data = pattern(700000)
  fs.writeFileSync(path, data)
  const pipe = new Pipe(fs.openSync(path, 'r'), { readBufferSize: 5000 })
  const received = collect(pipe)
  let chunks = 0
  pipe.on('data', (chunk) => {
    if (chunk.byteLength > 5000) t.fail('a chunk exceeds readBufferSize')
    if (++chunks % 7 !== 0) return
    pipe.pause()
    setImmediate(() => pipe.resume())
  })
  t.ok((await received).equals(data))
})

test('O4 an empty file ends at once, and one destroyed while it is read closes', async (t) => {
  const balanced = balance(t)
  const directory = temporaryDirectory(t)
  fs.writeFileSync(`${directory}/empty`, '')
  const empty = new Pipe(fs.openSync(`${directory}/empty`, 'r'))
  t.is((await collect(empty)).byteLength, 0)
  await closed(empty)
  fs.writeFileSync(`${directory}/full`, pattern(300000))
  for (let i = 0; i < 20; i++) {
    const pipe = new Pipe(fs.openSync(`${directory}/full`, 'r'))
    const log = record(pipe, ['error', 'close'])
    pipe.resume()
    if (i % 2) pipe.once('data', () => pipe.destroy())
    else await turns(i % 3)
    pipe.destroy()
    await closed(pipe)
    t.alike(log, ['close'])
  }
  balanced()
})

test('O4 /dev/null, /dev/zero and /dev/full', async (t) => {
  const balanced = balance(t)
  const nothing = new Pipe(fs.openSync('/dev/null', 'r+'))
  t.is(nothing.readyState, 'open')
  const log = record(nothing, ['end', 'finish', 'error', 'close'])
  nothing.resume()
  await once(nothing, 'end')
  nothing.end(Buffer.alloc(100000))
  await closed(nothing)
  t.alike(log, ['end', 'finish', 'close'])

  const zero = new Pipe(fs.openSync('/dev/zero', 'r'))
  const zeros = await receive(zero, 100000)
  t.ok(zeros.every((byte) => byte === 0))
  zero.destroy()
  await closed(zero)

  const full = new Pipe(fs.openSync('/dev/full', 'w'))
  const failures = record(full, ['finish', 'error', 'close'])
  const written = new Promise((resolve) => full.write('x', resolve))
  t.is((await written).code, 'ENOSPC')
  await closed(full)
  t.alike(failures, ['error:ENOSPC', 'close'])
  balanced()
})
