// What Node.js has for its own streams, used on a Pipe. README.md says where that ends.
const { EventEmitter, once } = require('events')
const { Duplex, PassThrough, Readable, Transform, Writable, finished, pipeline } = require('stream')
const promises = require('stream/promises')
const { text } = require('stream/consumers')
const test = require('../conformance/support/test')
const { Pipe } = require('../conformance/subject')
const { thrown } = require('../conformance/support/errors')
const { closed } = require('../conformance/support/pair')
const { pattern } = require('../conformance/support/pattern')

const size = 1000000

function oneWay() {
  const [read, write] = Pipe.pipe()
  return [new Pipe(read), new Pipe(write)]
}

function upperCase() {
  return new Transform({
    transform: (chunk, encoding, cb) => cb(null, chunk.toString().toUpperCase())
  })
}

test('a chunk is a Buffer of Node.js', async (t) => {
  const [reader, writer] = oneWay()
  writer.end('x')
  const [chunk] = await once(reader, 'data')
  t.ok(chunk instanceof Buffer)
  t.is(Object.getPrototypeOf(chunk), Buffer.prototype)
  await closed(reader)
})

test('the memory of a chunk can be transferred, a large one too', async (t) => {
  const [reader, writer] = oneWay()
  const lengths = []
  reader.on('data', (chunk) => {
    const { buffer, byteLength } = chunk
    const moved = structuredClone(buffer, { transfer: [buffer] })
    lengths.push(moved.byteLength >= byteLength && buffer.byteLength === 0)
  })
  writer.end(pattern(size))
  await once(reader, 'end')
  t.ok(lengths.length > 1)
  t.ok(lengths.every(Boolean), 'moved, not copied')
  await closed(reader)
})

test('pipeline, from and to streams of Node.js', async (t) => {
  const [reader, writer] = oneWay()
  const source = Readable.from([pattern(size, 1), pattern(size, 2)])
  const received = []
  const target = new Writable({
    write(chunk, encoding, cb) {
      received.push(chunk)
      setImmediate(cb)
    }
  })
  await Promise.all([
    new Promise((resolve, reject) => {
      pipeline(source, new PassThrough(), writer, (err) => (err ? reject(err) : resolve()))
    }),
    promises.pipeline(reader, target)
  ])
  t.ok(Buffer.concat(received).equals(Buffer.concat([pattern(size, 1), pattern(size, 2)])))
  await Promise.all([reader, writer].map(closed))
})

test('pipeline destroys a pipe whose source fails', async (t) => {
  const [reader, writer] = oneWay()
  reader.resume()
  const source = new Readable({ read() {} })
  const failed = promises.pipeline(source, writer)
  source.destroy(new Error('no more'))
  await t.exception(failed, /no more/)
  await Promise.all([reader, writer].map(closed))
  t.ok(writer.destroyed)
})

test('for await', async (t) => {
  const [reader, writer] = oneWay()
  writer.end('one by one')
  let all = ''
  for await (const chunk of reader) all += chunk
  t.is(all, 'one by one')
  await Promise.all([reader, writer].map(closed))
})

test('leaving for await destroys the pipe', async (t) => {
  const [reader, writer] = oneWay()
  writer.on('error', () => {}).write('first')
  for await (const chunk of reader) {
    t.is(chunk.toString(), 'first')
    break
  }
  t.ok(reader.destroyed)
  writer.destroy()
  await closed(writer)
})

test('stream.finished, events.once, stream/consumers', async (t) => {
  const [reader, writer] = oneWay()
  const ended = new Promise((resolve) => finished(reader, { writable: false }, resolve))
  const consumed = text(reader)
  writer.end('to the end')
  t.is(await consumed, 'to the end')
  t.absent(await ended)
  await Promise.all([reader, writer].map(closed))
})

test('Readable.toWeb, with a strategy or by way of Readable.from', async (t) => {
  const strategy = new CountQueuingStrategy({ highWaterMark: 4 })
  const ways = [
    (reader) => Readable.toWeb(reader, { strategy }),
    (reader) => Readable.toWeb(Readable.from(reader))
  ]
  for (const way of ways) {
    const [reader, writer] = oneWay()
    writer.end('to the web')
    let all = ''
    for await (const chunk of way(reader)) all += Buffer.from(chunk)
    t.is(all, 'to the web')
    await Promise.all([reader, writer].map(closed))
  }
})

test('Writable.toWeb', async (t) => {
  const [reader, writer] = oneWay()
  const received = text(reader)
  const web = Writable.toWeb(writer).getWriter()
  await web.write('from the web')
  await web.close()
  t.is(await received, 'from the web')
  await Promise.all([reader, writer].map(closed))
})

test('compose', async (t) => {
  const [reader, writer] = oneWay()
  writer.end('shout')
  t.is(await text(Readable.from(reader).compose(upperCase())), 'SHOUT')
  await Promise.all([reader, writer].map(closed))
})

test('a Pipe is no instance of the classes of Node.js, a Server is no EventEmitter of it', (t) => {
  const pipe = new Pipe()
  t.absent(pipe instanceof Duplex)
  t.absent(new Pipe.Server() instanceof EventEmitter)
  t.is(pipe.readableHighWaterMark, undefined)
  t.is(thrown(() => Readable.toWeb(pipe)).code, 'ERR_MISSING_OPTION')
  pipe.destroy()
})
