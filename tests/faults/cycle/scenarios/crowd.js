/*
 * More clients at once than the server's queue takes, so that the last ones wait for room. Each says
 * something, which tells who it is, and is answered. The server is bound to a relative path.
 */
const CLIENTS = 5
const BACKLOG = 1
const LITTLE = 50

/** Without a fault nobody has anything to report. */
exports.reports = false

exports.start = function start(ledger) {
  const { Pipe } = ledger
  const server = ledger.server('server', new Pipe.Server())
  const flows = []
  let closed = 0

  server.on('connection', (peer) => ledger.run(() => welcome(ledger, peer, flows)))
  server.on('error', () => ledger.run(() => server.close()))
  server.listen('crowd', BACKLOG)

  for (let i = 0; i < CLIENTS; i++) {
    const client = ledger.pipe(`client ${i}`, new Pipe())
    const up = ledger.flow(`client ${i} to server`, client)
    const down = ledger.flow(`server to client ${i}`)
    ledger.read(down, client)
    client.on('connect', () => ledger.run(() => say(ledger, up)))
    client.on('close', () => {
      if (++closed === CLIENTS) ledger.run(() => server.close())
    })
    client.connect('crowd')
    flows.push({ up, down })
  }
}

function say(ledger, up) {
  ledger.write(up, LITTLE)
  up.sender.end()
}

function welcome(ledger, peer, flows) {
  ledger.pipe('peer', peer)
  let known = null
  peer.on('data', (chunk) => {
    if (known === null) {
      known = flows.find(({ up }) => up.at(0) === chunk[0])
      known.up.receiver = known.down.sender = peer
    }
    ledger.receive(known.up, chunk)
  })
  peer.on('end', () => {
    ledger.run(() => {
      if (known !== null) ledger.write(known.down, LITTLE)
      peer.end()
    })
  })
}
