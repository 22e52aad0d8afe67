// Ticks and microtasks run between two callbacks of the event loop, in the order of Node.js.
const fs = require('fs')
const test = require('../conformance/support/test')
const { Pipe } = require('../conformance/subject')
const { socketPath } = require('../conformance/support/directory')
const { closed } = require('../conformance/support/pair')

test('ticks come first, then microtasks, then the next callback', async (t) => {
  const path = socketPath(t)
  const log = []
  const server = new Pipe.Server((pipe) => {
    pipe.resume().end()
    log.push('connection')
    queueMicrotask(() => log.push('microtask'))
    process.nextTick(() => {
      log.push('tick')
      queueMicrotask(() => log.push('microtask of the tick'))
    })
  })
  server.listen(path)
  // All of them wait in the backlog when the server looks at it for the first time.
  const clients = [0, 1, 2].map(() => new Pipe(path).resume().end())
  await Promise.all(clients.map(closed))
  t.alike(
    log,
    [0, 1, 2].flatMap(() => ['connection', 'tick', 'microtask', 'microtask of the tick'])
  )
  await new Promise((resolve) => server.close(resolve))
})

test('a listener that throws leaves the ticks and the other callbacks of its turn', async (t) => {
  const log = []
  const pairs = [Pipe.pipe(), Pipe.pipe()]
  const readers = pairs.map(([read]) => new Pipe(read))
  const handler = (err) => log.push(`uncaught ${err.message}`)
  const others = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', handler)
  t.teardown(() => {
    process.off('uncaughtException', handler)
    for (const other of others) process.on('uncaughtException', other)
  })
  for (const reader of readers) {
    reader.on('data', (chunk) => {
      process.nextTick(() => log.push(`tick ${chunk}`))
      throw new Error(`data ${chunk}`)
    })
  }
  for (const [i, [, write]] of pairs.entries()) {
    fs.writeSync(write, String(i))
    fs.closeSync(write)
  }
  await Promise.all(readers.map(closed))
  await new Promise((resolve) => setImmediate(resolve))
  t.alike(log.sort(), ['tick 0', 'tick 1', 'uncaught data 0', 'uncaught data 1'])
})

test('what a subclass lets through is uncaught too', async (t) => {
  class Throwing extends Pipe.Server {
    emit(name, ...args) {
      if (name === 'connection') throw new Error('out of emit')
      return super.emit(name, ...args)
    }
  }
  const path = socketPath(t)
  const server = new Throwing()
  const uncaught = nextUncaught(t)
  server.listen(path)
  const client = new Pipe(path).on('error', () => {}).resume()
  t.is((await uncaught).message, 'out of emit')
  server.close()
  client.destroy()
  await closed(client)
})

/** The next exception that nobody catches, for this test alone. */
function nextUncaught(t) {
  const others = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  t.teardown(() => {
    for (const other of others) process.on('uncaughtException', other)
  })
  return new Promise((resolve) => process.once('uncaughtException', resolve))
}
