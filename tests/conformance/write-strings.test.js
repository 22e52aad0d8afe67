// Strings that wait together: nobody can tell that from what is sent, counted or answered.
const test = require('./support/test')
const { connectedPair } = require('./support/pair')
const { collect, turns } = require('./support/events')
const { pattern } = require('./support/pattern')

const HIGH_WATER_MARK = 16384

/** One, two, three and four bytes a character, halves of a pair, and what is between all of them. */
const pieces = ['a', '', 'é', '€', '😀', '\ud83d', '\ude00', 'x\ud83d', '\ude00x', '\ufeff', '\0']

const kinds = {
  'one byte a character': 'a'.repeat(64),
  'two bytes': 'é'.repeat(64),
  'three bytes': '€'.repeat(64),
  'four bytes': '😀'.repeat(32),
  'bytes that no encoding has': '\ude00\ud83d'.repeat(32),
  'too many bytes for a guess': '€'.repeat(2000),
  'a piece of another string': 'abc'.repeat(100).slice(7, 207),
  'two strings put together': ['b'.repeat(40), '€'.repeat(40)].reduce((a, b) => a + b)
}

/** Once with the first chunk sent at once, and once with all of them waiting. */
async function sends(t, chunks) {
  for (const isCorked of [false, true]) {
    const { client, peer, close } = await connectedPair(t)
    const expected = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)))
    const received = collect(peer)
    if (isCorked) client.cork()
    for (const chunk of chunks) client.write(chunk)
    if (isCorked) client.uncork()
    client.end()
    t.ok((await received).equals(expected), isCorked ? 'corked' : 'at once')
    t.is(client.bytesWritten, expected.length)
    await close()
  }
}

test('W2 characters do not grow together where strings meet', async (t) => {
  const chunks = ['<']
  for (const first of pieces) for (const next of pieces) chunks.push(first, next, '|')
  await sends(t, chunks)
  await sends(t, ['<', '\ud83d', '\ude00' + 'a'.repeat(4000), '\ud83d', '\ude00'])
})

test('W2 strings and bytes arrive in the order in which they were written', async (t) => {
  const chunks = ['<']
  for (let i = 0; i < 60; i++) {
    chunks.push('€'.repeat(i), 'a'.repeat(i * 29), pattern(i * 7), '😀', pattern(i * 150))
  }
  await sends(t, chunks)
})

test('W2 so do they around a chunk that is too large to wait with them', async (t) => {
  await sends(t, ['<', '€', pattern(9000), '😀', pattern(70000), 'é', 'a'.repeat(9000), '€'])
})

test('W2 strings that fill what they wait in, to the last byte and beyond', async (t) => {
  for (const size of [1024, 1365, 2730, 2731, 4096, 5461, 5462, 8192, 8193, 16384]) {
    await sends(t, new Array(20).fill('€'.repeat(size)))
    await sends(t, new Array(20).fill('a'.repeat(size)))
  }
})

for (const [name, string] of Object.entries(kinds)) {
  const size = Buffer.byteLength(string)

  test(`W5 X3 ${name}: the mark is reached with the same byte, and counts are exact`, async (t) => {
    for (const looksEach of [1, 7, Infinity]) {
      const { client, peer, close } = await connectedPair(t)
      const count = Math.ceil((HIGH_WATER_MARK * 3) / size)
      const received = collect(peer)
      let wrong = 0
      for (let i = 1; i <= count; i++) {
        if (client.write(string) !== i * size < HIGH_WATER_MARK) wrong++
        if (i % looksEach === 0 && client.bytesWritten !== i * size) wrong++
      }
      client.end()
      t.is(wrong, 0, `looked at each ${looksEach}`)
      t.ok((await received).equals(joined(string, count)))
      t.is(client.bytesWritten, count * size)
      await close()
    }
  })
}

/** What `count` of a string are, each by itself. */
function joined(string, count) {
  return Buffer.concat(new Array(count).fill(Buffer.from(string)))
}

test('W4 X3 strings that wait are given up when the pipe is destroyed, and count no more', async (t) => {
  const { client, close } = await connectedPair(t)
  const calls = []
  client.write('a')
  for (let i = 0; i < 100; i++) client.write('€', (err) => calls.push(err !== null))
  client.destroy()
  await turns(1)
  t.is(client.bytesWritten, 1)
  t.alike(calls, new Array(100).fill(true))
  await close()
})

test('W1 each callback runs once, in order, with strings between bytes', async (t) => {
  const { client, peer, close } = await connectedPair(t)
  const calls = []
  const expected = []
  peer.resume()
  for (let i = 0; i < 200; i++) {
    expected.push(i)
    client.write(i % 3 ? `${i}`.repeat(i) : pattern(i), () => calls.push(i))
  }
  while (calls.length < expected.length) await turns(1)
  t.alike(calls, expected)
  await close()
})
