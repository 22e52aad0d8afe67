/*
 * A server and a client that send each other little and then more than a socket holds, so that both
 * have to wait for room, and that end their halves one after the other. Only the server's owner may connect,
 * and who that is can be asked.
 */
const LITTLE = 100
const MUCH = 300000

/** Without a fault nobody has anything to report. */
exports.reports = false

exports.start = function start(ledger) {
  const { Pipe, directory } = ledger
  const path = `${directory}/serve`
  const server = ledger.server('server', new Pipe.Server())
  const up = ledger.flow('client to server')
  const down = ledger.flow('server to client')

  server.on('connection', (peer) => {
    ledger.run(() => {
      ledger.pipe('peer', peer)
      ledger.read(up, peer)
      down.sender = peer
      ledger.write(down, LITTLE)
      peer.on('end', () => ledger.run(() => answer(ledger, down)))
    })
  })
  server.on('error', () => ledger.run(() => server.close()))
  server.listen({ path, ownerOnly: true })

  const client = ledger.pipe('client', new Pipe())
  up.sender = client
  ledger.read(down, client)
  client.on('connect', () => ledger.run(() => ask(ledger, up)))
  client.on('close', () => ledger.run(() => server.close()))
  client.connect(path)
}

function ask(ledger, up) {
  for (let i = 0; i < 3; i++) ledger.write(up, LITTLE)
  ledger.write(up, MUCH)
  ledger.write(up, LITTLE)
  up.sender.end()
  up.sender.remoteCredentials()
}

function answer(ledger, down) {
  if (ledger.write(down, MUCH)) ledger.defect('no back-pressure')
  down.sender.on('drain', () => {
    ledger.run(() => {
      ledger.write(down, LITTLE)
      down.sender.end()
    })
  })
}
