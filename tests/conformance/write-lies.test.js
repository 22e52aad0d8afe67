// Chunks whose properties say something else than their memory: what is sent is the memory.
const test = require('./support/test')
const { connectedPair } = require('./support/pair')
const { receive, turns } = require('./support/events')
const { pattern } = require('./support/pattern')

const lengths = { 'one byte': 1, small: 100, large: 70000, 'too large for one go': 3 * 1024 * 1024 }

const other = new ArrayBuffer(64, { maxByteLength: 128 })

/** Each makes `view` lie about itself. */
const lies = {
  'to be longer': (view) => define(view, 'byteLength', view.byteLength + 4000),
  'to be shorter': (view) => define(view, 'byteLength', 1),
  'to be empty': (view) => define(view, 'byteLength', 0),
  'to be of less than no bytes': (view) => define(view, 'byteLength', -5),
  'to be of no number of bytes': (view) => define(view, 'byteLength', NaN),
  'to have another length': (view) => define(view, 'length', view.length + 4000),
  'to be over another buffer': (view) => define(view, 'buffer', other),
  'to be elsewhere in its buffer': (view) => define(view, 'byteOffset', 1 << 20),
  'to have parts of other bytes': (view) => define(view, 'subarray', () => new Uint8Array(9)),
  'things by its class': (view) => Object.setPrototypeOf(view, Liar.prototype)
}

class Liar extends Uint8Array {
  get byteLength() {
    return 5000
  }

  get length() {
    return 5000
  }

  static get [Symbol.species]() {
    throw new Error('a class that nobody is to ask')
  }
}

function define(view, name, value) {
  Object.defineProperty(view, name, { value })
}

for (const [name, lie] of Object.entries(lies)) {
  test(`W7 X3 a chunk that claims ${name} is sent as what it is`, async (t) => {
    for (const place of ['first', 'behind another chunk', 'corked', 'with a peer that waits']) {
      for (const [size, length] of Object.entries(lengths)) {
        const { client, peer, close } = await connectedPair(t)
        const calls = []
        const chunk = new Uint8Array(length)
        const expected = Buffer.concat([Buffer.from('<'), pattern(length), Buffer.from('>')])
        chunk.set(pattern(length))
        lie(chunk)
        if (place === 'with a peer that waits') peer.pause()
        client.write('<')
        if (place === 'first') await turns(1)
        if (place === 'corked') client.cork()
        client.write(chunk, (err) => calls.push(err))
        client.write('>', (err) => calls.push(err))
        if (place === 'corked') client.uncork()
        const received = receive(peer, expected.length)
        if (place === 'with a peer that waits') {
          await turns(1)
          peer.resume()
        }
        t.ok((await received).equals(expected), `${size}, ${place}`)
        while (calls.length < 2) await turns(1)
        t.alike(calls, [null, null])
        t.is(client.bytesWritten, expected.length)
        await close()
      }
    }
  })
}

test('W7 so are views of other classes', async (t) => {
  const { client, peer, close } = await connectedPair(t)
  const lying = [
    (view) => define(view, 'buffer', other),
    (view) => define(view, 'byteLength', 16),
    (view) => define(view, 'byteOffset', 8),
    (view) => Object.setPrototypeOf(view, Uint8Array.prototype),
    (view) => Object.setPrototypeOf(view, DataView.prototype),
    (view) => Object.setPrototypeOf(view, null)
  ]
  for (const View of [Uint8Array, Int8Array, Float64Array, DataView]) {
    for (const [i, lie] of lying.entries()) {
      const expected = pattern(24, i)
      const view = new View(new Uint8Array(expected).buffer)
      lie(view)
      const received = receive(peer, expected.length)
      client.write(view)
      t.ok((await received).equals(expected), `${View.name}, ${lie}`)
    }
  }
  await close()
})
