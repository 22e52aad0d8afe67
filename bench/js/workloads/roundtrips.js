// `connections` connections, each with one message of `size` bytes under way; `count` round trips in all.

exports.server = function server(adapter, path, options, marks) {
  adapter
    .createServer((socket) => {
      socket.on('data', (data) => socket.write(data))
    })
    .listen(path, marks.ready)
}

exports.client = function client(adapter, path, { count, connections, size }, marks) {
  const warmUp = Math.floor(count / 10)
  let waiting = connections
  let trips = 0

  const sockets = []
  for (let i = 0; i < connections; i++) {
    const socket = adapter.connect(path)
    sockets.push(socket)
    socket.on('connect', () => --waiting || sockets.forEach(converse))
  }

  function converse(socket) {
    const message = Buffer.alloc(size)
    let pending = size

    socket.on('data', (data) => {
      if (pending === size && data[0] !== message[0])
        throw new Error('Not the answer to the question')
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
