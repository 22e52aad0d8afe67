/*
 * Pipes that are destroyed in the middle of everything: while they connect, while a large write is on its
 * way, while a handle is. Whoever waits for a write is told; nothing else has to arrive.
 */
const MUCH = 400000
const LITTLE = 100

/* Too large to be gathered, and more of them than are converted without an allocation. */
const LARGE = 20000
const MANY = 20

/** Without a fault there is something to report as well. */
exports.reports = true

exports.start = function start(ledger) {
  const { Pipe, directory } = ledger
  const path = `${directory}/abrupt`
  ledger.gaveUp = true

  const server = ledger.server('server', new Pipe.Server({ ipc: true }))
  server.on('error', () => ledger.run(() => server.close()))
  server.on('connection', (peer) => ledger.run(() => interrupt(ledger, peer)))
  server.listen(path)

  const early = ledger.pipe('early', new Pipe(path))
  const client = ledger.pipe('client', new Pipe({ ipc: true }))
  const flow = ledger.flow('client to server', client)
  client.on('connect', () => {
    ledger.run(() => {
      ledger.write(flow, MUCH)
      ledger.write(flow, LITTLE, client)
      client.end()
    })
  })
  client.on('close', () => ledger.run(() => server.close()))
  client.connect(path)
  client.resume()
  // What asks a pipe for its handle when that is gone gets memory all the same.
  early.prependListener('close', () => ledger.run(() => early[Symbol.for('bare.ipc.handle')]))
  early.destroy()
}

/* The first bytes are waited for, and not the others. */
function interrupt(ledger, peer) {
  ledger.pipe('peer', peer)
  const flow = ledger.flow('server to client', peer)
  ledger.run(() => {
    ledger.write(flow, MUCH)
    for (let i = 0; i < MANY; i++) ledger.write(flow, LARGE)
  })
  peer.once('data', () => peer.destroy())
  peer.on('end', () => peer.destroy())
}
