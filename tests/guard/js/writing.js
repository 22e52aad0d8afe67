const { endBoth, pair } = require('./pair.js')

// `count` writes of `size` bytes, each when the one before has been called back for and has arrived.
exports.written = function written(Pipe, size, count) {
  const [sender, receiver] = pair(Pipe)
  const chunk = Buffer.alloc(size, 'x')
  let begun = 0
  let missing = 0
  let unsettled = 0

  receiver.on('data', (data) => {
    missing -= data.length
    next()
  })

  function settled() {
    unsettled--
    next()
  }

  function next() {
    if (missing > 0 || unsettled > 0) return
    if (begun++ === count) return endBoth([sender, receiver])
    missing = size
    unsettled = 1
    sender.write(chunk, settled)
  }

  next()
}

// `count` writes of `size` bytes, as many as the stream wants at a time, with `drain` in between.
exports.drained = function drained(Pipe, size, count) {
  const [sender, receiver] = pair(Pipe)
  const chunk = Buffer.alloc(size, 'x')
  let begun = 0
  let missing = count * size

  receiver.on('data', (data) => {
    missing -= data.length
    if (missing === 0) endBoth([sender, receiver])
  })

  function fill() {
    while (begun++ < count) {
      if (!sender.write(chunk)) return
    }
  }

  sender.on('drain', fill)
  fill()
}
