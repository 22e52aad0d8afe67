// `burst` handles in one go, each with a byte; when the server has accepted and closed all of them it
// answers, and the next ones come. `count` handles in all, after one burst of warm-up. `descriptor` is the end
// of a socket pair that this process was born with.

exports.server = function server({ Pipe }, descriptor, { count, burst }, marks) {
  const channel = new Pipe(Number(descriptor), { ipc: true })
  let bytes = 0
  let accepted = 0

  channel.on('data', (data) => {
    bytes += data.length
    if (bytes > accepted) throw new Error('A handle has been lost')
  })
  channel.on('handle', () => {
    const pipe = new Pipe()
    channel.accept(pipe)
    pipe.destroy()
    accepted++
    if (accepted % burst > 0) return
    channel.write('.')
    if (accepted === burst) marks.start()
    if (accepted === count + burst) marks.done()
  })
}

exports.client = function client({ Pipe }, descriptor, { count, burst }) {
  const [end] = Pipe.pipe()
  const travelling = new Pipe(end)
  const byte = Buffer.from([42])
  const channel = new Pipe(Number(descriptor), { ipc: true })
  let sent = 0

  function send() {
    if (sent === count + burst) return
    for (let i = 0; i < burst; i++) channel.write(byte, travelling)
    sent += burst
  }

  channel.on('data', send)
  send()
}
