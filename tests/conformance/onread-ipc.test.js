const { transfer } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { reader } = require('./support/inlet')
const { closed } = require('./support/pair')
const { record, once, turns } = require('./support/events')
const { pattern } = require('./support/pattern')

/** A pipe that can be sent, and the descriptor's other end. */
function cargo(t) {
  const [a, b] = Pipe.socketpair()
  const [sent, other] = [new Pipe(a, { eagerOpen: false }), new Pipe(b)]
  t.teardown(() => {
    sent.destroy()
    other.destroy()
  })
  return { sent, other }
}

test('X4 onread: handles come before the bytes that they were written with', async (t) => {
  const order = []
  const { pipe, peer, bytes } = reader(
    t,
    {
      buffer: Buffer.alloc(100),
      callback: (length) => void order.push(length)
    },
    { ipc: true }
  )
  pipe.on('handle', () => {
    order.push('handle')
    pipe.accept(new Pipe()).end('arrived')
  })
  const { sent, other } = cargo(t)
  peer.write('with a handle', sent)
  t.is((await once(other, 'data')).toString(), 'arrived')
  while (order.length < 2) await turns(1)
  t.alike(order, ['handle', 13])
  const data = pattern(100000)
  peer.end(data)
  await once(pipe, 'end')
  t.ok(bytes().subarray(13).equals(data))
})

test('X4 onread: paused by a listener of handle', async (t) => {
  const { pipe, peer, parts } = reader(t, { buffer: () => Buffer.alloc(8) }, { ipc: true })
  pipe.on('handle', () => pipe.pause())
  peer.write('one', cargo(t).sent)
  peer.end('two')
  while (parts.length === 0) await turns(1)
  await turns()
  t.alike(parts, ['one'], 'what came with the handle is told, the rest waits')
  pipe.resume()
  await once(pipe, 'end')
  t.alike(parts, ['one', 'two'])
})

test('X4 onread: memory that a listener of handle takes away', async (t) => {
  const buffer = Buffer.from(new ArrayBuffer(8))
  const { pipe, peer, parts } = reader(t, { buffer }, { ipc: true })
  let moved = null
  pipe.on('handle', () => (moved = transfer(buffer.buffer)))
  const log = record(pipe, ['end', 'error', 'close'])
  peer.on('error', () => {})
  peer.write('one', cargo(t).sent)
  await closed(pipe)
  t.is(moved.byteLength, 8)
  t.alike(parts, [])
  t.alike(log, ['error:INVALID_ARGUMENT', 'close'])
})
