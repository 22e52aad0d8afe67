// `count` handles from client to server, each with one byte, `parallel` of them unanswered. The server
// accepts and closes each and answers with a byte. `descriptor` is the end of a socket pair that this
// process was born with.

exports.server = function server({ Pipe }, descriptor, { count }, marks) {
  const warmUp = Math.floor(count / 10)
  const total = count + warmUp
  let bytes = 0
  let accepted = 0

  const channel = new Pipe(Number(descriptor), { ipc: true })

  channel.on('data', (data) => {
    bytes += data.length
    if (bytes > accepted) throw new Error('A handle has been lost')
  })
  channel.on('handle', () => {
    const pipe = new Pipe()
    channel.accept(pipe)
    pipe.destroy()
    accepted++
    channel.write('.')
    if (accepted === warmUp) marks.start()
    if (accepted === total) marks.done()
  })
}

exports.client = function client({ Pipe }, descriptor, { count, parallel }) {
  const total = count + Math.floor(count / 10)
  const [end] = Pipe.pipe()
  const travelling = new Pipe(end)
  const byte = Buffer.from([42])
  let sent = 0

  const channel = new Pipe(Number(descriptor), { ipc: true })

  function send() {
    if (sent++ < total) channel.write(byte, travelling)
  }

  channel.on('data', (answers) => {
    for (let i = 0; i < answers.length; i++) send()
  })
  for (let i = 0; i < parallel; i++) send()
}
