// AsyncLocalStorage: what runs later runs with the store that stood where it was asked for.
const { AsyncLocalStorage, executionAsyncResource } = require('async_hooks')
const test = require('../conformance/support/test')
const { Pipe } = require('../conformance/subject')
const { socketPath } = require('../conformance/support/directory')
const { closed } = require('../conformance/support/pair')

const storage = new AsyncLocalStorage()

function inside(store, fn) {
  return storage.run(store, fn)
}

/** A listener that resolves with the store that it runs with. */
function storeOf(emitter, name) {
  return new Promise((resolve) => emitter.once(name, () => resolve(storage.getStore())))
}

test('connecting: the store of connect(), the server: that of listen()', async (t) => {
  const path = socketPath(t)
  const server = new Pipe.Server()
  const connection = storeOf(server, 'connection')
  inside('listen', () => server.listen(path))
  server.on('connection', (pipe) =>
    pipe
      .on('error', () => {})
      .resume()
      .end()
  )

  const client = inside('constructor', () => new Pipe())
  const connect = storeOf(client, 'connect')
  const called = new Promise((resolve) => {
    inside('connect', () => client.connect(path, () => resolve(storage.getStore())))
  })

  t.is(await connection, 'listen')
  t.is(await connect, 'connect')
  t.is(await called, 'connect')
  t.is(storage.getStore(), undefined, 'and nothing of it is left behind')

  client.resume().end()
  await closed(client)
  await new Promise((resolve) => server.close(resolve))
})

test('reading: the store of the constructor', async (t) => {
  const [read, write] = Pipe.pipe()
  const reader = inside('reader', () => new Pipe(read))
  const writer = inside('writer', () => new Pipe(write))
  const data = storeOf(reader, 'data')
  const end = storeOf(reader, 'end')
  inside('elsewhere', () => writer.end('x'))
  t.is(await data, 'reader')
  t.is(await end, 'reader')
  await Promise.all([reader, writer].map(closed))
})

test('each callback of a write has its own store: sent, gathered, left over, queued', async (t) => {
  const [a, b] = Pipe.socketpair().map((fd) => inside('constructor', () => new Pipe(fd)))
  const stores = []
  const sizes = [1, 1, 10, 5000000, 100, 70000, 20]
  const written = sizes.map((size, i) => {
    return new Promise((resolve) => {
      inside(`write ${i}`, () => {
        a.write(Buffer.alloc(size), () => {
          stores.push(storage.getStore())
          resolve()
        })
      })
    })
  })
  b.resume()
  await Promise.all(written)
  t.alike(
    stores,
    sizes.map((_, i) => `write ${i}`)
  )
  a.destroy()
  b.destroy()
  await Promise.all([a, b].map(closed))
})

test('the resource of a callback is the object that it is for', async (t) => {
  const path = socketPath(t)
  const server = new Pipe.Server()
  const resource = new Promise((resolve) => {
    server.once('connection', (pipe) => {
      pipe.resume().end()
      resolve(executionAsyncResource())
    })
  })
  server.listen(path)
  const client = new Pipe(path).resume()
  client.end()
  t.is(await resource, server)
  await closed(client)
  await new Promise((resolve) => server.close(resolve))
})
