// Chunks of a pipe whose program listens to `data`, several of them in one turn of the loop, and what its
// listeners do about those that are still to come. flowing-together.test.js has several pipes.
const test = require('./support/test')
const { Pipe } = require('./subject')
const { gone } = require('./support/channel')
const { once, receive, record, turns } = require('./support/events')

/* What is sent arrives in pieces of that many bytes, all of them before the loop turns. */
const sizes = [1, 2, 3, 65536]
const text = 'abcdefghijkl'

function pieces(string, size) {
  return string.match(new RegExp(`[^]{1,${size}}`, 'g'))
}

/** One pipe to listen to and one that sends, open, so that nothing but bytes is to come. */
async function pairOf(t, options, Class = Pipe) {
  const [near, far] = Pipe.socketpair()
  const reader = new Class(near, options)
  const writer = new Pipe(far)
  t.teardown(() => gone(reader, writer))
  await turns(1)
  return { reader, writer }
}

/** Writes every chunk down, as text. */
function listen(reader, log = []) {
  reader.on('data', (chunk) => log.push(String(chunk)))
  return log
}

for (const readBufferSize of sizes) {
  const expected = pieces(text, readBufferSize)

  test(`R2 pieces of ${readBufferSize}: paused in a listener, it tells nothing until it is resumed`, async (t) => {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    const log = listen(reader)
    reader.on('data', () => reader.pause())
    writer.write(text)

    for (let told = 1; told <= expected.length; told++) {
      await turns(1)
      t.alike(log, expected.slice(0, told))
      reader.resume()
    }
  })

  test(`R2 pieces of ${readBufferSize}: paused and resumed in a listener, or soon after`, async (t) => {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    const log = listen(reader)
    let late = false
    reader.on('data', () => {
      reader.pause()
      if (late) queueMicrotask(() => (log.push('resumed'), reader.resume()))
      else reader.resume()
    })
    writer.write(text)
    await turns(2)
    t.alike(log.splice(0), expected)

    late = true
    writer.write(text)
    await turns(2)
    t.alike(
      log,
      expected.flatMap((chunk) => [chunk, 'resumed'])
    )
  })

  test(`R1 pieces of ${readBufferSize}: what a listener puts back is told next`, async (t) => {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    const log = listen(reader)
    reader.on('data', (chunk) => chunk.byteLength > 1 && reader.unshift(chunk.subarray(1)))
    reader.on('end', () => log.push('end'))
    writer.end(text)
    await once(reader, 'end')
    const suffixes = (chunk) => Array.from(chunk, (_, i) => chunk.slice(i))
    t.alike(log, [...expected.flatMap(suffixes), 'end'])
  })

  test(`R2 pieces of ${readBufferSize}: what is put back by who pauses waits with the rest, and the end`, async (t) => {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    const log = listen(reader)
    reader.once('data', () => reader.pause().unshift('put back'))
    reader.on('end', () => log.push('end'))
    writer.end(text)
    await turns(2)
    t.alike(log, expected.slice(0, 1))
    reader.resume()
    await once(reader, 'end')
    t.alike(log, [expected[0], 'put back', ...expected.slice(1), 'end'])
  })

  test(`R1 pieces of ${readBufferSize}: what comes before the first listener is told first`, async (t) => {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    writer.write(text)
    await turns(2)
    const log = listen(reader)
    writer.write(text)
    await turns(2)
    t.alike(log.splice(0), [...expected, ...expected])
    writer.end(text)
    await once(reader, 'end')
    t.alike(log, expected)
  })

  test(`R1 pieces of ${readBufferSize}: many listeners, each told in turn, of the same chunk`, async (t) => {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    const log = []
    const seen = new Set()
    for (let i = 0; i < 30; i++) {
      reader.on('data', function (chunk) {
        log.push(`${i}:${chunk}`)
        seen.add(chunk)
        t.is(this, reader)
      })
    }
    writer.end(text)
    await once(reader, 'end')
    t.alike(
      log,
      expected.flatMap((chunk) => Array.from({ length: 30 }, (_, i) => `${i}:${chunk}`))
    )
    t.is(seen.size, expected.length)
  })

  test(`R1 pieces of ${readBufferSize}: a listener that comes and one that goes`, async (t) => {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    const log = []
    reader.once('data', function again(chunk) {
      log.push(`once ${chunk}`)
      reader.once('data', again)
    })
    reader.once('data', () => reader.on('data', (chunk) => log.push(`late ${chunk}`)))
    writer.end(text)
    await once(reader, 'end')
    const [first, ...rest] = expected
    t.alike(
      log.filter((entry) => entry.startsWith('once')),
      expected.map((chunk) => `once ${chunk}`)
    )
    t.alike(
      log.filter((entry) => entry.startsWith('late')),
      rest.map((chunk) => `late ${chunk}`),
      `after ${first}`
    )
  })

  test(`R1 pieces of ${readBufferSize}: pipe() in a listener takes all but what has been told`, async (t) => {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    const { reader: last, writer: sink } = await pairOf(t)
    const log = listen(reader)
    const through = listen(last)
    reader.once('data', () => reader.pipe(sink))
    writer.end(text)
    await once(last, 'end')
    t.alike(log, expected)
    t.is(through.join(''), expected.slice(1).join(''))
  })

  test(`R2 pieces of ${readBufferSize}: a loop takes over from a listener`, async (t) => {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    const log = []
    const first = new Promise((resolve) => {
      reader.once('data', (chunk) => {
        log.push(String(chunk))
        reader.pause()
        resolve()
      })
    })
    reader.on('end', () => reader.end())
    writer.end(text)
    await first
    for await (const chunk of reader) log.push(`then ${chunk}`)
    t.alike(log, [expected[0], ...expected.slice(1).map((chunk) => `then ${chunk}`)])
  })

  test(`R1 pieces of ${readBufferSize}: a class with a push of its own sees all, and says what is told`, async (t) => {
    const seen = []
    class Choosing extends Pipe {
      push(chunk) {
        seen.push(String(chunk))
        if (chunk === null) return super.push(null)
        return String(chunk).startsWith('e') || super.push(String(chunk).toUpperCase())
      }
    }
    const { reader, writer } = await pairOf(t, { readBufferSize }, Choosing)
    const log = listen(reader)
    writer.end(text + text)
    await once(reader, 'end')
    const all = pieces(text + text, readBufferSize)
    t.alike(seen, [...all, 'null'])
    t.alike(
      log,
      all.filter((chunk) => !chunk.startsWith('e')).map((chunk) => chunk.toUpperCase())
    )
  })

  test(`R1 pieces of ${readBufferSize}: a class with an emit of its own sees each chunk once`, async (t) => {
    const seen = []
    class Censoring extends Pipe {
      emit(name, chunk) {
        if (name === 'data') seen.push(String(chunk))
        if (name === 'data' && String(chunk).includes('a')) return
        super.emit(name, chunk)
      }
    }
    const { reader, writer } = await pairOf(t, { readBufferSize }, Censoring)
    const log = listen(reader)
    writer.write(text)
    await turns(2)
    t.alike(seen, expected)
    t.alike(
      log,
      expected.filter((chunk) => !chunk.includes('a'))
    )
  })

  test(`D1 pieces of ${readBufferSize}: destroyed by a listener, it tells nothing more`, async (t) => {
    for (const err of [undefined, Object.assign(new Error('enough'), { code: 'ENOUGH' })]) {
      const { reader, writer } = await pairOf(t, { readBufferSize })
      const log = record(reader, ['data', 'end', 'error', 'close'])
      // Nor does it take the rest, which the other end may hear of.
      writer.on('error', () => {})
      reader.on('data', () => reader.destroy(err))
      writer.end(text)
      await once(reader, 'close')
      await turns(1)
      t.alike(log, [`data:${expected[0]}`, ...(err ? ['error:ENOUGH'] : []), 'close'])
    }
  })

  test(`W6 pieces of ${readBufferSize}: ended by a listener, it goes on telling`, async (t) => {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    const log = record(reader, ['data', 'finish', 'end', 'close'])
    reader.once('data', () => reader.end('bye'))
    const bye = receive(writer, 3)
    writer.write(text)
    t.is(String(await bye), 'bye')
    await once(writer, 'end')
    writer.end('last')
    await once(reader, 'close')
    t.alike(
      log.filter((entry) => entry.startsWith('data')).join(''),
      [...expected, ...pieces('last', readBufferSize)].map((chunk) => `data:${chunk}`).join('')
    )
    t.alike(
      log.filter((entry) => !entry.startsWith('data')),
      ['finish', 'end', 'close']
    )
  })
}

test('R1 what comes while nobody listens any more is told to nobody', async (t) => {
  const { reader, writer } = await pairOf(t)
  const log = []
  reader.once('data', (chunk) => log.push(`once ${chunk}`))
  writer.write('heard')
  await turns(2)
  writer.write('lost')
  await turns(2)
  listen(reader, log)
  writer.write('heard again')
  await turns(2)
  t.alike(log, ['once heard', 'heard again'])
})

test('R1 push() and unshift() of the program, between two chunks', async (t) => {
  const { reader, writer } = await pairOf(t)
  const log = listen(reader)
  writer.write('one')
  await turns(2)
  reader.push('two')
  reader.push('7468726565', 'hex')
  await turns(1)
  writer.write('four')
  await turns(2)
  reader.push(Buffer.from('six'))
  reader.unshift('five')
  writer.write('seven')
  await turns(2)
  t.alike(log, ['one', 'two', 'three', 'four', 'five', 'six', 'seven'])
})

test('R1 after an end that the program has pushed, nothing is told', async (t) => {
  const { reader, writer } = await pairOf(t)
  const log = record(reader, ['data', 'end'])
  writer.write('before')
  await turns(2)
  reader.push(null)
  await turns(2)
  writer.write('after')
  await turns(2)
  t.alike(log, ['data:before', 'end'])
})

test('R2 read() while paused: the listeners are told of what it returns', async (t) => {
  const { reader, writer } = await pairOf(t, { readBufferSize: 2 })
  const log = listen(reader)
  reader.once('data', () => reader.pause())
  writer.write('abcdef')
  await turns(2)
  log.push(`read ${reader.read()}`)
  reader.resume()
  await turns(1)
  writer.write('gh')
  await turns(2)
  t.alike(log, ['ab', 'cd', 'read cd', 'ef', 'gh'])
})

test('R2 read() before the first listener', async (t) => {
  const { reader, writer } = await pairOf(t, { readBufferSize: 2 })
  writer.write('abcdef')
  await turns(2)
  t.is(String(reader.read()), 'ab')
  const log = listen(reader)
  writer.write('gh')
  await turns(2)
  t.alike(log, ['cd', 'ef', 'gh'])
})

test('R2 readable besides data, and after it', async (t) => {
  const { reader, writer } = await pairOf(t, { readBufferSize: 2 })
  const log = []
  const ondata = (chunk) => log.push(String(chunk))
  reader.on('data', ondata)
  reader.on('readable', () => {
    for (let chunk = reader.read(); chunk !== null; chunk = reader.read()) log.push(`read ${chunk}`)
  })
  writer.write('abcd')
  await turns(2)
  t.alike(log.splice(0), ['ab', 'cd'], 'there is nothing to read')
  reader.off('data', ondata).pause()
  writer.write('efgh')
  await turns(2)
  t.alike(log.splice(0), ['read ef', 'read gh'])
  reader.removeAllListeners('readable').on('data', ondata)
  reader.resume()
  writer.write('ij')
  await turns(2)
  writer.write('kl')
  await turns(2)
  t.alike(log, ['ij', 'kl'])
})

test('R2 a loop besides a listener is told of the end', async (t) => {
  const { reader, writer } = await pairOf(t, { readBufferSize: 2 })
  const log = listen(reader)
  reader.on('end', () => reader.end())
  writer.end('abcdef')
  for await (const chunk of reader) log.push(`then ${chunk}`)
  t.alike(log, ['ab', 'cd', 'ef'])
})

test('R1 setEncoding in the middle: characters are whole, whatever pieces they come in', async (t) => {
  for (const readBufferSize of sizes) {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    const chunks = []
    reader.on('data', (chunk) => chunks.push(chunk))
    writer.write('é')
    await turns(2)
    t.ok(chunks.every((chunk) => Buffer.isBuffer(chunk)))
    t.is(String(Buffer.concat(chunks.splice(0))), 'é')
    reader.setEncoding('utf8')
    writer.write('aé€')
    await turns(2)
    writer.write(Buffer.from('😀z').subarray(0, 2))
    await turns(2)
    writer.write(Buffer.from('😀z').subarray(2))
    await turns(2)
    t.ok(chunks.every((chunk) => typeof chunk === 'string'))
    t.is(chunks.join(''), 'aé€😀z')
    if (readBufferSize === 1) t.alike(chunks, ['a', 'é', '€', '😀', 'z'])
  }
})

test('R1 a push that is put in the place of a pipe’s own, between two chunks', async (t) => {
  const { reader, writer } = await pairOf(t)
  const log = listen(reader)
  writer.write('one')
  await turns(2)
  reader.push = (chunk) => Pipe.prototype.push.call(reader, `(${chunk})`)
  writer.write('two')
  await turns(2)
  delete reader.push
  writer.write('three')
  await turns(2)
  t.alike(log, ['one', '(two)', 'three'])
})

test('R2 bytesRead of who pauses in a listener stays near what it has been told', async (t) => {
  for (const readBufferSize of [100, 1000, 65536]) {
    const { reader, writer } = await pairOf(t, { readBufferSize })
    let told = 0
    reader.on('data', (chunk) => {
      told += chunk.byteLength
      t.ok(reader.bytesRead >= told)
      reader.pause()
    })
    writer.write(Buffer.alloc(1000000))
    await turns()
    t.ok(told <= readBufferSize, `one chunk of ${readBufferSize}`)
    t.ok(reader.bytesRead <= told + 16384 + readBufferSize, `${reader.bytesRead}`)
  }
})

test('R1 what a listener awaits goes on before the chunks of later turns', async (t) => {
  const { reader, writer } = await pairOf(t, { readBufferSize: 2 })
  const log = []
  reader.on('data', async (chunk) => {
    log.push(String(chunk))
    for (let i = 0; i < 10; i++) await null
    log.push(`${chunk} later`)
  })
  const later = []
  for (const message of ['ab', 'cd', 'efgh']) {
    writer.write(message)
    await turns(2)
    later.push(log.splice(0))
  }
  t.alike(later.slice(0, 2), [
    ['ab', 'ab later'],
    ['cd', 'cd later']
  ])
  // An engine may tell two of a turn before what they have begun goes on.
  t.alike(
    later[2].filter((entry) => entry.length === 2),
    ['ef', 'gh']
  )
  t.alike(
    later[2].filter((entry) => entry.length > 2),
    ['ef later', 'gh later']
  )
})
