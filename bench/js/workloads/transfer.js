// `count` writes of `size` bytes one way. `kind` is buffer or string, `drain` whether the sender waits
// when the stream asks it to. A tenth of it is warm-up.

const pattern = require('../pattern.js')

// Bare's own strings are turned into bytes by `write`; so are everybody else's.
const makers = {
  buffer: (bytes) => Buffer.from(bytes),
  string: (bytes) => String.fromCharCode(...bytes)
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

function receive(socket, { count, size }, marks) {
  const warmUp = Math.floor(count / 10) * size
  const total = count * size + warmUp
  let received = 0
  let started = false

  socket.on('data', (data) => {
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
  const chunks = pattern.chunks(size, makers[kind])
  const total = count + Math.floor(count / 10)
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
