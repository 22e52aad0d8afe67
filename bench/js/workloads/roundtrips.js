// `connections` connections, each with one message of `size` bytes under way, and `idle` ones that say nothing;
// `count` round trips in all.

const { connectMany } = require('../connections.js')

exports.server = function server(adapter, path, options, marks) {
  adapter
    .createServer((socket) => {
      socket.on('data', (data) => socket.write(data))
    })
    .listen(path, 511, marks.ready)
}

exports.client = function client(adapter, path, options, marks) {
  const { count, connections, size, idle = 0 } = options
  const warmUp = Math.floor(count / 10)
  let trips = 0

  connectMany(adapter, path, idle, () => {
    connectMany(adapter, path, connections, (sockets) => sockets.forEach(converse))
  })

  function converse(socket) {
    const message = Buffer.alloc(size)
    let pending = size

    socket.on('data', (data) => {
      if (pending === size && data[0] !== message[0]) {
        throw new Error('Not the answer to the question')
      }
      pending -= data.length
      if (pending > 0) return
      pending = size
      trips++
      if (trips === warmUp) marks.start()
      if (trips === count + warmUp) return marks.done()
      message[0] = (message[0] + 1) & 255
      socket.write(message)
    })

    socket.write(message)
  }
}
