// As transfer, with the receiver reading into one buffer of its own. It connects: that is where Node's
// net takes the option.

const pattern = require('../pattern.js')
const { send, warmUpWrites } = require('./transfer.js')

exports.server = function server(adapter, path, options, marks) {
  adapter.createServer((socket) => send(socket, options)).listen(path, marks.ready)
}

exports.client = function client(adapter, path, { count, size }, marks) {
  const warmUp = warmUpWrites(count) * size
  const total = count * size + warmUp
  let received = 0
  let started = false

  function callback(length, buffer) {
    pattern.check(length === buffer.length ? buffer : buffer.subarray(0, length), received)
    received += length
    if (!started && received >= warmUp) {
      started = true
      marks.start()
    }
    if (received === total) marks.done()
    return true
  }

  adapter.connect(path, { onread: { buffer: Buffer.alloc(65536), callback } })
}
