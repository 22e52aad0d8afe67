// A server, its client and some more pipes, from their beginning to their end, with every event and
// every callback there is. `at(side, place, objects)` is called from each of them, and may do what it
// likes: what the objects need to go on is done before.
const { Pipe } = require('../subject')
const { fs } = require('./platform')
const { pipeEvents, serverEvents } = require('./declared-events')
const FakeSignal = require('./fake-signal')

const size = 40000
const ipcHandle = Symbol.for('bare.ipc.handle')
const ipcAccept = Symbol.for('bare.ipc.accept')

/* So many turns are waited for what has to happen, and for what may. */
const must = 200000
const may = 1000

/* Being listened to, these two change how a pipe is read. */
const reading = ['data', 'readable']
const quiet = pipeEvents.filter((name) => !reading.includes(name))

module.exports = class Lifetime {
  constructor(path, at) {
    this.path = path
    this.at = at
    this.objects = {}
    this.closes = {}
    this.errors = []
    this.received = {}
  }

  /** All of it. With `tolerant` what has been destroyed too early is not waited for. */
  async run(tolerant = false) {
    this.tolerant = tolerant
    await this.begin()
    await this.connect()
    await this.passHandle()
    await this.turnAway()
    await this.forward()
    await this.readOn()
    await this.iterate()
    await this.fail()
    await this.end()
  }

  async begin() {
    const server = this.add('server', new Pipe.Server({ ipc: true }))
    server.maxConnections = 1
    server.on('connection', (peer) => {
      this.add('peer', peer)
      peer.on('data', (chunk) => peer.write(chunk, this.callback('peer', 'write')))
      peer.on('end', () => peer.end())
      peer.on('handle', () => peer.accept(this.target()))
      this.after('peer', peer, [...quiet, 'data'])
    })
    this.after('server', server, serverEvents)
    server.listen('/nowhere/at/all')
    await this.until('the error of the server', () => this.errors.includes('server:EACCES'))
    if (!server.closing) server.listen(this.path, this.callback('server', 'listen'))
  }

  async connect() {
    const client = this.add('client', new Pipe({ ipc: true }))
    const signal = new FakeSignal()
    signal.removeEventListener = () => this.at('client', 'removeEventListener', this.objects)
    this.after('client', client, [...quiet, 'data'])
    client.connect({ path: this.path, signal }, this.callback('client', 'connect'))
    client.write(Buffer.alloc(size, 'x'), this.callback('client', 'write'))
    await this.until('the echo', () => this.received.client >= size, client)
  }

  async passHandle() {
    const { client } = this.objects
    const [sent, other] = Pipe.socketpair().map((fd) => new Pipe(fd))
    this.add('sent', sent)
    this.add('other', other)
    client.write('h', sent, this.callback('client', 'write with a handle'))
    await this.until('what came with the handle', () => this.received.client > size, client)
  }

  /** What the peer accepts its handle into. */
  target() {
    const target = this.add('target', new Pipe({ eagerOpen: false }))
    return {
      [ipcHandle]: target[ipcHandle],
      [ipcAccept]: () => {
        target[ipcAccept]()
        this.at('peer', 'accept hook', this.objects)
      }
    }
  }

  async turnAway() {
    const extra = this.add('extra', new Pipe())
    extra.on('end', () => extra.end())
    extra.resume().connect(this.path)
    await this.until('the drop', () => extra.destroyed, extra)
  }

  async forward() {
    const [a, b] = Pipe.socketpair().map((fd) => new Pipe(fd))
    const [c, d] = Pipe.socketpair().map((fd) => new Pipe(fd))
    for (const [name, pipe] of Object.entries({ first: a, source: b, sink: c, last: d })) {
      this.add(name, pipe)
    }
    this.after('source', b, quiet)
    this.after('sink', c, quiet)
    this.after('last', d, ['data'])
    b.pipe(c, this.callback('source', 'pipe'))
    a.write('forward')
    await this.until('what is forwarded', () => this.received.last >= 7, b, c, d)
  }

  async readOn() {
    const [a, b] = Pipe.socketpair().map((fd) => new Pipe(fd))
    this.add('writer', a)
    this.add('reader', b)
    let read = 0
    b.on('readable', () => {
      for (let chunk = b.read(); chunk !== null; chunk = b.read()) read += chunk.byteLength
    })
    this.after('reader', b, ['readable'])
    for (const goal of [1, 2]) {
      a.write('x')
      await this.until('readable', () => read >= goal, b)
    }
  }

  async iterate() {
    const [iterator, teller] = Pipe.pipe().map((fd) => new Pipe(fd))
    this.add('teller', teller)
    this.add('iterator', iterator)
    teller.end('one by one')
    this.loop(iterator)
    await this.until('the end of the loop', () => iterator.destroyed)
  }

  async loop(pipe) {
    let length = 0
    for await (const chunk of pipe) {
      length += chunk.byteLength
      this.at('iterator', 'for await', this.objects)
    }
    this.looped = length
  }

  async fail() {
    const loser = this.add('loser', new Pipe())
    loser.write('x', this.callback('loser', 'write'))
    this.after('loser', loser, quiet)
    loser.connect('/nowhere/at/all')
    await this.until('the failure', () => loser.destroyed)
  }

  async end() {
    const { server, client, peer } = this.objects
    server.close(this.callback('server', 'close'))
    client.end('bye', this.callback('client', 'end'))
    await this.until('the end of both', () => client.destroyed && (!peer || peer.destroyed), client)
    for (const object of Object.values(this.objects)) if (object !== server) object.destroy()
    await this.until('all to close', () => Object.values(this.closes).every((count) => count > 0))
    await turn()
  }

  /** Notes the errors, the end and the data of an object. */
  add(side, object) {
    this.objects[side] = object
    this.closes[side] = 0
    this.received[side] = 0
    object.on('close', () => this.closes[side]++)
    object.on('error', (err) => this.errors.push(`${side}:${err.code || err.message}`))
    return object
  }

  /** Calls `at` after all that has been listening before. */
  after(side, object, names) {
    for (const name of names) {
      object.on(name, (chunk) => {
        if (name === 'data') this.received[side] += chunk.byteLength
        return this.at(side, name, this.objects)
      })
    }
  }

  callback(side, name) {
    return () => this.at(side, `${name} callback`, this.objects)
  }

  async until(what, holds, ...needed) {
    for (let i = 0; !holds(); i++) {
      if (this.tolerant && (needed.some((pipe) => pipe.destroying) || i === may)) return
      if (i === must) throw new Error(`stuck waiting for ${what}: ${this.errors}`)
      await turn()
    }
  }
}

/* At least one turn of the event loop, without timers: Bare 1.16.0 runs none of them any more once a
   microtask has thrown between two of them. */
function turn() {
  return new Promise((resolve) => fs.stat('/', resolve))
}
