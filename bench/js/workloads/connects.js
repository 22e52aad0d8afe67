// `count` connections in all, `parallel` at a time: connect, one byte, close, until both sides know; with
// `idle` others open meanwhile.

const { connectMany } = require('../connections.js')

exports.server = function server(adapter, path, options, marks) {
  adapter
    .createServer((socket) => {
      socket.on('data', (data) => {
        if (data.length !== 1 || data[0] !== 42) throw new Error('Not the byte that was sent')
      })
      socket.on('end', () => socket.end())
    })
    .listen(path, 511, marks.ready)
}

exports.client = function client(adapter, path, { count, parallel, idle = 0 }, marks) {
  const warmUp = Math.floor(count / 10)
  const total = count + warmUp
  const byte = Buffer.from([42])
  let begun = 0
  let ended = 0

  function next() {
    if (begun++ >= total) return
    const socket = adapter.connect(path)
    socket.on('connect', () => socket.end(byte))
    socket.on('close', onclose)
    socket.resume()
  }

  function onclose() {
    ended++
    if (ended === warmUp) marks.start()
    if (ended === total) return marks.done()
    next()
  }

  connectMany(adapter, path, idle, () => {
    for (let i = 0; i < parallel; i++) next()
  })
}
