const { endBoth, pair } = require('./pair.js')

// `count` questions of 64 bytes, each answered with the same bytes.
exports.roundTrip = function roundTrip(Pipe, count) {
  const [client, server] = pair(Pipe)
  const question = Buffer.alloc(64, '?')
  let asked = 0

  server.on('data', (data) => server.write(data))
  client.on('data', ask)

  function ask() {
    if (asked++ === count) return endBoth([client, server])
    client.write(question)
  }

  ask()
}
