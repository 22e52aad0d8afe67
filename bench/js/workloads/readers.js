// The ways in which programs read. Each calls `take` with every chunk, in order.

const HELD = 512

module.exports = {
  flowing(socket, take) {
    socket.on('data', take)
  },

  // Stops at every chunk, as a program does that has something to do first.
  paused(socket, take) {
    socket.on('data', (chunk) => {
      take(chunk)
      socket.pause()
      setImmediate(() => socket.resume())
    })
  },

  // Keeps the last chunks, and looks whether they are still what they were.
  keeping(socket, take) {
    const held = new Array(HELD).fill(null)
    let place = 0
    socket.on('data', (chunk) => {
      const old = held[place]
      if (old !== null && old.chunk[0] !== old.first)
        throw new Error('A chunk has been overwritten')
      held[place] = { chunk, first: chunk[0] }
      place = (place + 1) % HELD
      take(chunk)
    })
  },

  // Strings: what is checked is turned back, at both ends of each.
  utf8(socket, take) {
    socket.setEncoding('utf8')
    socket.on('data', (text) => take(new CodeUnits(text)))
  },

  async iterated(socket, take) {
    for await (const chunk of socket) take(chunk)
  }
}

// As much of a chunk as is looked at.
class CodeUnits {
  constructor(text) {
    const last = text.length - 1
    this.length = text.length
    this[0] = text.charCodeAt(0)
    this[last] = text.charCodeAt(last)
  }
}
