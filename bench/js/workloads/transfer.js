// `count` writes of `size` bytes one way. `kind` is buffer, string, or mixed: each write in pieces of many
// sizes. `drain` is whether the sender waits when the stream asks it to, `reader` how the receiver reads.
// A tenth of it, and one write at least, is warm-up.

const pattern = require('../pattern.js')
const readers = require('./readers.js')

// Bare's own strings are turned into bytes by `write`; so are everybody else's.
const kinds = {
  buffer: (size) => pattern.chunks(size, (bytes) => Buffer.from(bytes)),
  string: (size) => pattern.chunks(size, (bytes) => String.fromCharCode(...bytes)),
  mixed: (size) => pattern.pieces(size, (bytes) => Buffer.from(bytes))
}

exports.server = function server(adapter, path, options, marks) {
  adapter.createServer((socket) => receive(socket, options, marks)).listen(path, marks.ready)
}

exports.client = function client(adapter, path, options) {
  const socket = adapter.connect(path)
  socket.on('connect', () => send(socket, options))
}

exports.receive = receive
exports.send = send
exports.warmUpWrites = warmUpWrites

function warmUpWrites(count) {
  return Math.max(1, Math.floor(count / 10))
}

function receive(socket, { count, size, reader = 'flowing' }, marks) {
  const warmUp = warmUpWrites(count) * size
  const total = count * size + warmUp
  let received = 0
  let started = false

  readers[reader](socket, (data) => {
    pattern.check(data, received)
    received += data.length
    if (!started && received >= warmUp) {
      started = true
      marks.start()
    }
    if (received === total) marks.done()
  })
}

function send(socket, { count, size, kind = 'buffer', drain = 1 }) {
  const chunks = kinds[kind](size)
  const perWrite = kind === 'mixed' ? chunks.length : 1
  const total = (count + warmUpWrites(count)) * perWrite
  let sent = 0

  function fill() {
    while (sent < total) {
      const more = socket.write(chunks[sent % chunks.length])
      sent++
      if (!more && drain) return
    }
  }

  if (drain) socket.on('drain', fill)
  fill()
}
