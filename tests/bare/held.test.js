// Memory that the addon is asked to hold.
const binding = require('#binding')
const test = require('../conformance/support/test')
const { thrown } = require('../conformance/support/errors')

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
