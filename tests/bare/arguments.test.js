// The addon's own functions, given what the classes never give them.
const binding = require('#binding')
const test = require('../conformance/support/test')
const { Pipe } = require('../conformance/subject')
const { gone } = require('../conformance/support/channel')
const { thrown } = require('../conformance/support/errors')
const { keptOf } = require('../conformance/support/keeping')
const { codesBeyondOutbox } = require('../conformance/support/outbox')

test('W7 memory that is held stays when its buffer is gone; shared memory is refused', (t) => {
  const bytes = new Uint8Array([1, 2, 3])
  const held = binding.streamHold(bytes)
  bytes.buffer.transfer()
  t.is(bytes.byteLength, 0)
  t.alike([...held], [1, 2, 3])
  for (const options of [undefined, { maxByteLength: 16 }]) {
    const shared = new Uint8Array(new SharedArrayBuffer(8, options))
    t.ok(thrown(() => binding.streamHold(shared)) instanceof TypeError)
  }
})

test('R1 a number that names nothing, and one that fits no type, are refused', async (t) => {
  for (const id of [-1, 0, 0.5, NaN, Infinity, 2 ** 53 + 2, 2 ** 60, '1', null, undefined, {}]) {
    t.is(thrown(() => binding.streamResume(id)).code, 'EBADF', String(id))
  }
  const pipe = new Pipe()
  for (const fd of [2 ** 31, 2 ** 40, -(2 ** 40), NaN, '1']) {
    t.ok(thrown(() => binding.streamOpen(pipe._native, fd)) instanceof TypeError, String(fd))
  }
  await gone(pipe)
  for (const size of [-1, 2 ** 32, NaN, '1']) {
    t.ok(thrown(() => binding.streamInit({}, false, size)) instanceof TypeError, String(size))
  }
})

test('W1 of the outbox no more is sent than there is', async (t) => {
  const pipe = new Pipe()
  t.alike(codesBeyondOutbox(binding, pipe._native), ['EINVAL', 'EINVAL'])
  await gone(pipe)
})

test('D1 what is closed is not kept, and its number serves another', async (t) => {
  const { length } = await keptOf(binding, () => new Pipe(), 1)
  t.alike(await keptOf(binding, () => new Pipe(), 50), { length, kept: [] })
})
