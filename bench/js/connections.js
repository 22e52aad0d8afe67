// Opens `count` connections, and calls `opened` with them. A server that does not keep up has its queue full
// for a moment: EAGAIN, and one more try.
const AT_A_TIME = 64
const PAUSE = 1

exports.connectMany = function connectMany(adapter, path, count, opened) {
  const sockets = []
  let waiting = count
  if (count === 0) return opened(sockets)

  function next() {
    if (sockets.length === count) return
    const place = sockets.push(null) - 1
    open(place)
  }

  function open(place) {
    const socket = adapter.connect(path)
    sockets[place] = socket
    socket.on('connect', () => {
      next()
      if (--waiting === 0) opened(sockets)
    })
    socket.on('error', (err) => {
      if (err.code !== 'EAGAIN') throw err
      setTimeout(open, PAUSE, place)
    })
  }

  for (let i = 0; i < AT_A_TIME; i++) next()
}
