// What pipes do for JavaScript that still runs when everything of theirs has been torn down. The
// first argument is the addon that sees to that; the second is the way in which the process ends.
const { Pipe } = require('../conformance/subject')

const [addon, way] = Bare.argv.slice(2)
const { late } = Bare.Addon.load(new URL(`file://${addon}`)).exports

const [a, b] = Pipe.socketpair().map((fd) => new Pipe({ ipc: true }).open(fd))
const server = new Pipe.Server()
const fresh = new Pipe()
const [read] = Pipe.pipe()

server.listen(`\0bare-pipe-late-${a._fd}-${Date.now()}`)
b.resume()
a.write(new Uint8Array(3000000))

/** Everything that a program can ask for; nothing may come of it but an error. */
const requests = {
  'new Pipe': () => new Pipe(),
  'new Pipe(fd)': () => new Pipe(read),
  'new Server': () => new Pipe.Server().listen('/nowhere/at/all'),
  connect: () => fresh.connect('/nowhere/at/all'),
  open: () => fresh.open(read),
  write: () => a.write('x'),
  'write with a handle': () => a.write('x', b),
  accept: () => a.accept(fresh),
  end: () => a.end(),
  pause: () => b.pause().resume(),
  ref: () => a.unref().ref(),
  'ref of a server': () => server.unref().ref(),
  handle: () => fresh._handle.byteLength,
  pipe: () => Pipe.pipe().length,
  socketpair: () => Pipe.socketpair().length,
  listen: () => server.listen('/nowhere/at/all'),
  destroy: () => b.destroy(),
  close: () => server.close(),
  bytes: () => [a.bytesRead, a.bytesWritten, a.readyState, server.listening]
}

const outcomes = {}

late(() => {
  for (const [name, request] of Object.entries(requests)) {
    try {
      request()
      outcomes[name] = true
    } catch (err) {
      outcomes[name] = err.code
    }
  }
  console.log(JSON.stringify(outcomes))
})

setTimeout(() => {
  if (way === 'exit') Bare.exit()
  for (const each of [a, b, server]) each.unref()
}, 20)
