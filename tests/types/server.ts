// What programs may write with a Server, and what the compiler must refuse.
import Pipe = require('bare-pipe')
import { EventEmitter } from 'bare-events'
import { AbortController } from 'bare-abort-controller'

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function same<A, B>(_: Equal<A, B>): void {}

// Making one.
const server = new Pipe.Server()
new Pipe.Server((pipe) => same<typeof pipe, Pipe>(true))
new Pipe.Server({ allowHalfOpen: false, ipc: true, pauseOnConnect: true, readBufferSize: 1 })
new Pipe.Server({ ipc: true }, (pipe) => pipe.end())
const made: Pipe.PipeServer = Pipe.createServer({ ipc: true }, (pipe) => pipe.end())
Pipe.createServer()
Pipe.createServer((pipe) => pipe.readyState)
// @ts-expect-error an option of pipes, not of servers
new Pipe.Server({ eagerOpen: true })
// @ts-expect-error the listener is a function
Pipe.createServer({}, 'connection')

// Listening.
same<ReturnType<typeof server.listen>, Pipe.PipeServer>(true)
server.listen('/path').listen('/path', () => {})
server.listen('/path', 10).listen('/path', 10, () => {})
server.listen('/path', 10, {}, () => {})
server.listen({ path: '/path', backlog: 10 }).listen({ path: '/path' }, () => {})
// @ts-expect-error a path is a string
server.listen(8080)
// @ts-expect-error a backlog is a number
server.listen({ path: '/path', backlog: '10' })

server.listen('/path', 10, { signal: new AbortController().signal }).listen({ signal: null })
// @ts-expect-error a signal has methods
server.listen({ path: '/path', signal: true })

// Who may connect.
server.listen({ path: '/path', ownerOnly: true }).listen('/path', 1, { readableAll: true })
server.listen({ path: '/path', readableAll: true, writableAll: false }, () => {})
// @ts-expect-error a permission is a boolean
server.listen({ path: '/path', ownerOnly: 'true' })
// @ts-expect-error an option of listen
new Pipe.Server({ ownerOnly: true })

// State.
same<ReturnType<typeof server.address>, string | null>(true)
same<typeof server.listening, boolean>(true)
same<typeof server.closing, boolean>(true)
server
  .ref()
  .unref()
  .close(() => {})
same<typeof server.maxConnections, number | null>(true)
server.maxConnections = 5
server.maxConnections = null
// @ts-expect-error a limit is a number
server.maxConnections = '5'
// @ts-expect-error for reading only
server.listening = true
const emitter: EventEmitter<Pipe.PipeServerEvents> = server
// @ts-expect-error it may be null
server.address().length

// Events.
server.on('connection', (pipe) => same<typeof pipe, Pipe>(true))
server.on('listening', () => {})
server.on('drop', () => {})
// @ts-expect-error drop comes with nothing
server.on('drop', (pipe: Pipe) => pipe)
server.on('error', (err) => same<typeof err, Error>(true))
server.on('close', () => {})
// @ts-expect-error a connection is a pipe
server.on('connection', (pipe: string) => pipe)

// Disposal, also where the language's library does not know of it.
same<ReturnType<(typeof server)[typeof Symbol.asyncDispose]>, Promise<void>>(true)
server[Symbol.asyncDispose]().then(() => {})
new Pipe()[Symbol.asyncDispose]().then(() => {})

// Connecting to one.
same<ReturnType<typeof Pipe.createConnection>, Pipe>(true)
Pipe.createConnection('/path', () => {})
Pipe.createConnection('/path', { ipc: true }, () => {})
Pipe.createConnection({ path: '/path', allowHalfOpen: false }, () => {})
// @ts-expect-error an unknown option
Pipe.createConnection({ host: '/path' })

// The types that have a name.
const connection: Pipe.CreateConnectionOptions = { path: '/path', ipc: true }
const connect: Pipe.PipeConnectOptions = { path: '/path' }
const open: Pipe.PipeOpenOptions = { fd: 0 }
const options: Pipe.PipeOptions = { eagerOpen: false }
const listening: Pipe.PipeServerListenOptions = { backlog: 1 }
const serving: Pipe.PipeServerOptions = { pauseOnConnect: true }
const target: Pipe.IPCAcceptable = new Pipe()
const event: keyof Pipe.PipeEvents = 'handle'

export { connect, connection, emitter, event, listening, made, open, options, serving, target }
