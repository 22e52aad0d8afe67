// Sockets of other modules, which are sent over pipes and accepted into.
const { dgram, tcp } = require('../../../conformance/support/platform')
const { tcpPair } = require('../../../conformance/support/kinds')

/** The other sockets of one round. */
module.exports = class Sockets {
  constructor() {
    this.all = []
    this.named = { TCP: [], UDP: [] }
  }

  /** Takes note of a socket that is to be closed. */
  add(socket) {
    socket.on('error', () => {})
    this.all.push(socket)
    return socket
  }

  used(name, index) {
    const sockets = this.named[name]
    return sockets.length === 0 ? undefined : sockets[index % sockets.length]
  }

  /** A TCP connection and a UDP socket, both with descriptors. */
  async open() {
    for (const socket of await tcpPair()) this.named.TCP.push(this.add(socket))
    const socket = this.add(dgram.createSocket())
    await new Promise((resolve) => {
      socket.on('listening', resolve)
      socket.bind(0, '127.0.0.1')
    })
    this.named.UDP.push(socket)
  }

  /** Ends all of them. */
  close() {
    for (const socket of this.all) {
      if (socket instanceof tcp.Socket) socket.destroy()
      else socket.close()
    }
  }
}
