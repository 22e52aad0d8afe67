// Heap that is held while a program reads in bulk, where the engine would collect all of it otherwise.
const os = require('bare-os')
const binding = require('#binding')
const test = require('../conformance/support/test')
const { Pipe } = require('../conformance/subject')
const { plainPair, gone } = require('../conformance/support/channel')
const { makeGarbage } = require('../conformance/support/platform')

const MIB = 1 << 20
const ROUND = 64 * MIB
const BALLAST = 20 * MIB

/** Tells how much memory is in use whenever `bytes` more have been read, until `told` returns false. */
async function read([reader, writer], bytes, told) {
  const chunk = Buffer.alloc(65536)
  let goesOn = true
  let count = 0

  const write = () => {
    while (goesOn && writer.write(chunk));
  }
  writer.on('drain', write)

  await new Promise((resolve) => {
    reader.on('data', ({ byteLength }) => {
      count += byteLength
      if (count < bytes || !goesOn) return
      count = 0
      goesOn = told(os.memoryUsage())
      if (!goesOn) resolve()
    })
    write()
  })
}

/** Whether the heap gets to be less than `limit` within some collections. */
async function shrinksBelow(limit) {
  for (let round = 0; round < 100; round++) {
    makeGarbage()
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (os.memoryUsage().heapUsed < limit) return true
  }
  return false
}

test('R1 reading in bulk holds some heap, and lets go of it afterwards', async (t) => {
  const pair = plainPair()
  const before = os.memoryUsage().heapUsed
  let inARow = 0
  let rounds = 0
  // Garbage comes and goes: what is there eight times in a row is held.
  await read(pair, ROUND / 4, ({ heapUsed }) => {
    inARow = heapUsed - before > BALLAST ? inARow + 1 : 0
    return inARow < 8 && ++rounds < 100
  })
  const { ballast = 0 } = binding
  t.is(inARow === 8, ballast > 0, `${inARow} times in a row`)
  t.ok(await shrinksBelow(before + BALLAST))
  await gone(...pair)
})

test('R1 a program that reads less holds none', async (t) => {
  const pair = plainPair()
  const before = os.memoryUsage().heapUsed
  let most = 0
  let rounds = 0
  await read(pair, ROUND / 8, ({ heapUsed }) => {
    most = Math.max(most, heapUsed)
    return ++rounds < 6
  })
  t.ok(most - before < BALLAST, `${most - before} bytes`)
  await gone(...pair)
})

test('R1 reading in bulk, what is garbage does not grow beyond what is collected at once', async (t) => {
  const pair = Pipe.pipe().map((fd) => new Pipe(fd))
  let most = 0
  let rounds = 0
  await read(pair, ROUND / 16, ({ external }) => {
    // The first ones are before it is known that they are many.
    if (++rounds > 64) most = Math.max(most, external)
    return rounds < 320
  })
  t.ok(most < 2 * ROUND, `${most} bytes`)
  await gone(...pair)
})
