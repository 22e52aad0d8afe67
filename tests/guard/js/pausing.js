const { endBoth, pair } = require('./pair.js')

// `count` chunks of 64 bytes, at each of which the reader pauses until the next turn of the loop.
exports.pausing = function pausing(Pipe, count) {
  const [writer, reader] = pair(Pipe)
  let sent = 0

  reader.on('data', () => {
    reader.pause()
    setImmediate(goOn)
  })

  function goOn() {
    reader.resume()
    send()
  }

  function send() {
    if (sent++ === count) return endBoth([writer, reader])
    writer.write(Buffer.alloc(64))
  }

  send()
}
