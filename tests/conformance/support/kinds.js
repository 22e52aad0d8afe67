// What can travel: of each kind one to send, somebody at its other end, and an empty one to receive.
const { dgram, name, tcp } = require('./platform')
const { Pipe } = require('../subject')
const { plainPair } = require('./channel')
const { once, receive } = require('./events')

const { handle } = Pipe.constants
const loopback = '127.0.0.1'

/** A TCP connection: `near` has connected to `far`. */
async function tcpPair() {
  const server = tcp.createServer()
  const accepted = once(server, 'connection')
  server.listen(0, loopback)
  await once(server, 'listening')
  const near = tcp.createConnection(server.address().port, loopback)
  const [far] = await Promise.all([accepted, once(near, 'connect')])
  server.close()
  return [near, far]
}

/** A UDP socket with a port of its own. */
async function udpSocket() {
  const socket = dgram.createSocket()
  const listening = once(socket, 'listening')
  socket.bind(0, loopback)
  await listening
  return socket
}

async function streamsTalk(t, target, other) {
  const there = receive(target, 5)
  other.write('there')
  t.is((await there).toString(), 'there', 'to what was received')
  const back = receive(other, 8)
  target.write('and back')
  t.is((await back).toString(), 'and back', 'and from it')
}

async function datagramsTalk(t, target, other) {
  const there = once(target, 'message')
  other.send('there', target.address().port, loopback)
  t.is((await there).toString(), 'there', 'to what was received')
  const back = once(other, 'message')
  target.send('and back', other.address().port, loopback)
  t.is((await back).toString(), 'and back', 'and from it')
}

/**
 * For each kind its name, the type that `handle` tells, the types that a target `takes`, `pair()` that resolves with what is sent and
 * the socket at its other end, `target()`, and `talk(t, target, other)`.
 */
exports.kinds = [
  {
    name: 'a pipe',
    type: handle.NAMED_PIPE,
    takes: [handle.NAMED_PIPE],
    pair: async () => plainPair(),
    target: () => new Pipe(),
    talk: streamsTalk
  },
  {
    name: 'a TCP socket',
    type: handle.TCP,
    // In Node.js one class is for both.
    takes: name === 'node' ? [handle.TCP, handle.NAMED_PIPE] : [handle.TCP],
    pair: tcpPair,
    target: () => new tcp.Socket(),
    talk: streamsTalk
  },
  {
    name: 'a UDP socket',
    type: handle.UDP,
    takes: [handle.UDP],
    pair: async () => [await udpSocket(), await udpSocket()],
    // With a family it would have a descriptor of its own from the start.
    target: () => dgram.createSocket(null),
    talk: datagramsTalk
  }
]

/** An empty target for a handle of `type`. */
exports.targetFor = function targetFor(type) {
  return exports.kinds.find((kind) => kind.type === type).target()
}

exports.tcpPair = tcpPair
