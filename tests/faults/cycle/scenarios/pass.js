/*
 * Handles that travel over a pipe, one of each kind, with little and with more than a socket holds. What
 * arrives is used: a pipe carries bytes to whoever holds its other end.
 */
const { dgram, tcp } = require('../../../conformance/support/platform')

const LITTLE = 100
const MUCH = 300000
const LOOPBACK = '127.0.0.1'

let network = null

/** Without a fault nobody has anything to report. */
exports.reports = false

/** The sockets are made before anything fails; their pipes' ends while it does. */
exports.prepare = async function prepare(ledger) {
  network = { tcp: await connection(), udp: await datagrams() }
  ledger.cleanup(() => Promise.all([...network.tcp, network.udp].map(close)))
}

exports.start = function start(ledger) {
  const { Pipe } = ledger
  const { handle } = Pipe.constants
  const [a, b] = ledger.own(...Pipe.socketpair())
  const [c, d] = ledger.own(...Pipe.socketpair())
  const sender = ledger.opened('sender', a, { ipc: true })
  const receiver = ledger.opened('receiver', b, { ipc: true })
  const outlet = ledger.opened('outlet', c, { eagerOpen: false })
  const watcher = ledger.opened('watcher', d)

  const channel = ledger.flow('channel', sender)
  const through = ledger.flow('through the handle')
  ledger.read(channel, receiver)
  ledger.read(through, watcher)
  watcher.on('end', () => ledger.run(() => watcher.end()))

  const parcels = new Map([
    [handle.NAMED_PIPE, { parcel: ledger.parcel('pipe'), target: () => inlet(ledger, through) }],
    [handle.TCP, { parcel: ledger.parcel('TCP socket'), target: () => socket(ledger) }],
    [handle.UDP, { parcel: ledger.parcel('UDP socket'), target: () => udpSocket(ledger) }]
  ])
  receiver.on('handle', (type) => ledger.run(() => accept(receiver, parcels, type)))
  receiver.on('end', () => ledger.run(() => receiver.end()))
  sender.resume()
  sender.on('close', () => outlet.destroy())

  const cases = [
    [handle.NAMED_PIPE, outlet, LITTLE],
    [handle.TCP, network.tcp[0], MUCH],
    [handle.UDP, network.udp, LITTLE]
  ]
  for (const [type, thing, length] of cases) {
    ledger.send(channel, length, thing, parcels.get(type).parcel, () => {
      if (thing === outlet) outlet.destroy()
    })
  }
  sender.end()
}

/* One that cannot be moved in is reported by an exception; one of no known kind by its type. */
function accept(receiver, parcels, type) {
  const expected = parcels.get(type)
  if (expected === undefined) {
    for (const { parcel } of parcels.values()) {
      if (parcel.arrived === 0) parcel.errors.push(new Error(`arrived as ${type}`))
    }
    return
  }
  const target = expected.target()
  try {
    receiver.accept(target)
    expected.parcel.arrived++
  } catch (err) {
    expected.parcel.errors.push(err)
    if (target.accepted) target.destroy()
    return
  }
  if (target.accepted) target.accepted()
}

function inlet(ledger, through) {
  const pipe = ledger.pipe('inlet', new ledger.Pipe())
  through.sender = pipe
  pipe.accepted = () => {
    pipe.resume()
    ledger.write(through, LITTLE)
    pipe.end()
  }
  return pipe
}

function socket(ledger) {
  return keep(ledger, new tcp.Socket())
}

function udpSocket(ledger) {
  return keep(ledger, dgram.createSocket(null))
}

function keep(ledger, target) {
  target.on('error', () => {})
  ledger.cleanup(() => close(target))
  return target
}

async function connection() {
  const server = tcp.createServer({ pauseOnConnect: true })
  server.listen(0, LOOPBACK)
  await event(server, 'listening')
  const accepted = event(server, 'connection')
  const near = tcp.createConnection(server.address().port, LOOPBACK)
  const [far] = await Promise.all([accepted, event(near, 'connect')])
  // Closed when its connections are.
  server.close()
  return [near, far]
}

async function datagrams() {
  const socket = dgram.createSocket(null)
  const listening = event(socket, 'listening')
  socket.bind(0, LOOPBACK)
  await listening
  return socket
}

function event(emitter, name) {
  return new Promise((resolve) => emitter.once(name, resolve))
}

/* Resolves when it is closed. */
async function close(thing) {
  if (thing.destroyed === true || thing.closed === true) return
  const closed = event(thing, 'close')
  thing.on('error', () => {})
  if (typeof thing.destroy === 'function') thing.destroy()
  else thing.close()
  await closed
}
