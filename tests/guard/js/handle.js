const { endBoth, pair } = require('./pair.js')

// `count` handles, each with a byte, accepted, closed, and answered.
exports.handle = function handle(Pipe, count) {
  const [sender, receiver] = pair(Pipe, { ipc: true })
  const [end, other] = Pipe.pipe()
  const travelling = new Pipe(end)
  const counterpart = new Pipe(other)
  const byte = Buffer.from('x')
  let begun = 0

  receiver.on('handle', () => {
    const pipe = receiver.accept(new Pipe())
    pipe.on('close', () => receiver.write('.'))
    pipe.destroy()
  })
  receiver.resume()
  sender.on('data', give)

  function give() {
    if (begun++ < count) return sender.write(byte, travelling)
    travelling.destroy()
    counterpart.destroy()
    endBoth([sender, receiver])
  }

  give()
}
