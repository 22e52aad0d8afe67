/*
 * Sockets of Node.js on their way through a pipe: net.Socket and dgram.Socket implement
 * IPCAcceptable. One that has a descriptor is sent as a duplicate of it, one that has none is a
 * target for `accept`: a net.Socket for TCP and for pipes, a dgram.Socket for UDP.
 */
const dgram = require('dgram')
const fs = require('fs')
const net = require('net')

const NAMED_PIPE = 7
const TCP = 12
const UDP = 15

const NO_HANDLE = new ArrayBuffer(0)

const ipcHandle = Symbol.for('bare.ipc.handle')
const ipcAccept = Symbol.for('bare.ipc.accept')

/** Has sockets travel through the pipes of `binding`; the first that comes serves all. */
exports.travel = function travel(binding) {
  if (ipcHandle in net.Socket.prototype) return

  const streams = new Handles(binding, streamDescriptor)
  const datagrams = new Handles(binding, datagramDescriptor)

  implement(net.Socket.prototype, {
    handle: (socket) =>
      streams.of(socket, binding.announcedHandle() === NAMED_PIPE ? NAMED_PIPE : TCP),
    accept: (socket) => attach(attachStream, socket, streams.take(socket))
  })
  implement(dgram.Socket.prototype, {
    handle: (socket) => datagrams.of(socket, UDP),
    accept: (socket) => attach(attachDatagrams, socket, datagrams.take(socket))
  })
}

/*
 * The native handles that stand for sockets. Each is used by the operation that asks for it and by
 * none later, so it is gone with the next microtasks: the peer of a connection sees its end only
 * when no descriptor of it is left.
 */
class Handles {
  constructor(binding, descriptorOf) {
    this.binding = binding
    this.descriptorOf = descriptorOf
    this.current = new Map()
  }

  /* An ArrayBuffer; one that is no handle any more for a socket that has been closed. */
  of(socket, type) {
    if (isClosed(socket)) return NO_HANDLE

    if (!this.current.has(socket)) {
      const fd = this.descriptorOf(socket)
      const { binding } = this

      const handle = fd < 0 ? binding.vacantHandle(type) : binding.duplicateHandle(fd)

      this.current.set(socket, handle)
      queueMicrotask(() => this.discard(socket, handle))
    }

    return this.current.get(socket)
  }

  /* The descriptor that has moved in, which is the caller's; from then on the socket has its own. */
  take(socket) {
    const handle = this.current.get(socket)
    const fd = this.binding.takeDescriptor(handle)

    this.discard(socket, handle)

    return fd
  }

  discard(socket, handle) {
    if (this.current.get(socket) !== handle) return

    this.current.delete(socket)
    this.binding.discardHandle(handle)
  }
}

function implement(prototype, { handle, accept }) {
  Object.defineProperty(prototype, ipcHandle, {
    configurable: true,
    get() {
      return handle(this)
    }
  })
  Object.defineProperty(prototype, ipcAccept, {
    configurable: true,
    value: function () {
      accept(this)
    }
  })
}

function isClosed(socket) {
  return socket.destroyed === true || stateOf(socket)?.handle === null
}

function streamDescriptor(socket) {
  const fd = socket._handle ? socket._handle.fd : -1

  return typeof fd === 'number' ? fd : -1
}

function datagramDescriptor(socket) {
  const fd = stateOf(socket)?.handle?.fd

  return typeof fd === 'number' ? fd : -1
}

/* What dgram keeps of a socket: the public way to its handle prints a warning. */
function stateOf(socket) {
  const key = Object.getOwnPropertySymbols(socket).find((symbol) => {
    return symbol.description === 'state symbol'
  })

  return key === undefined ? undefined : socket[key]
}

/* What a socket does not take belongs to nobody else any more. */
function attach(how, socket, fd) {
  try {
    how(socket, fd)
  } catch (err) {
    fs.closeSync(fd)
    throw err
  }
}

/* A socket takes a descriptor only while it is constructed; its listeners outlast that. */
function attachStream(socket, fd) {
  const { allowHalfOpen } = socket

  net.Socket.call(socket, { fd, allowHalfOpen, readable: true, writable: true })
}

function attachDatagrams(socket, fd) {
  socket.bind({ fd, exclusive: true })
}
