// What programs may write with a Pipe, and what the compiler must refuse.
import Pipe = require('bare-pipe')
import Buffer = require('bare-buffer')
import { Duplex } from 'bare-stream'
import { AbortController } from 'bare-abort-controller'
import TCPLike = require('./tcp-like')

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function same<A, B>(_: Equal<A, B>): void {}

// The constructor.
const pipe = new Pipe()
new Pipe({ allowHalfOpen: false, eagerOpen: false, ipc: true, readBufferSize: 1024 })
new Pipe('/path')
new Pipe(1, { ipc: true })
const stream: Duplex = pipe
const named: Pipe.Pipe = new Pipe.Pipe(0)
// @ts-expect-error an unknown option
new Pipe({ halfOpen: true })
// @ts-expect-error a path is no boolean
new Pipe(true)
// @ts-expect-error a size is a number
new Pipe({ readBufferSize: '64k' })
// @ts-expect-error options come last
new Pipe({ ipc: true }, '/path')

// Memory of the program's.
const onread: Pipe.OnReadOptions = {
  buffer: Buffer.alloc(1024),
  callback: (length, buffer) => {
    same<typeof length, number>(true)
    same<typeof buffer, Buffer>(true)
    return length < buffer.byteLength
  }
}
new Pipe({ onread })
new Pipe(3, { onread: { buffer: () => Buffer.alloc(1024), callback() {} } })
Pipe.createConnection('/path', { onread: null })
// @ts-expect-error there is no telling without a callback
new Pipe({ onread: { buffer: Buffer.alloc(1024) } })
// @ts-expect-error a buffer is a view
new Pipe({ onread: { buffer: 1024, callback() {} } })
// @ts-expect-error a function makes a buffer
new Pipe({ onread: { buffer: () => 1024, callback() {} } })

// connect and open.
same<ReturnType<typeof pipe.connect>, Pipe>(true)
pipe.connect('/path').connect('/path', () => {})
pipe.connect('/path', {}, () => {})
pipe.connect({ path: '/path' }).connect({ path: '/path' }, () => {})
pipe
  .open(3)
  .open(3, () => {})
  .open(3, {}, () => {})
pipe.open({ fd: 3 }).open({ fd: 3 }, () => {})
// @ts-expect-error a path is a string
pipe.connect(3)
// @ts-expect-error the callback is a function
pipe.connect('/path', {}, 'done')
// @ts-expect-error a descriptor is a number
pipe.open('3')

// Signals.
const { signal } = new AbortController()
pipe.connect('/path', { signal }).connect({ path: '/path', signal: null }, () => {})
Pipe.createConnection({ path: '/path', signal, ipc: true })
// @ts-expect-error a signal has methods
pipe.connect('/path', { signal: {} })
// @ts-expect-error the pipe itself has none
new Pipe({ signal })

// Who is at the other end.
const { pid, uid, gid }: { pid: number; uid: number; gid: number } = pipe.remoteCredentials()
same<ReturnType<typeof pipe.remoteCredentials>, Pipe.PipeCredentials>(true)

// write, end, accept.
same<ReturnType<typeof pipe.write>, boolean>(true)
pipe.write('text')
pipe.write('text', 'hex')
pipe.write('text', (err) => same<typeof err, Error | null>(true))
pipe.write('text', 'utf8', (err) => err?.message)
pipe.write('text', new Pipe())
pipe.write('text', new Pipe(), (err) => err?.message)
pipe.write('text', 'utf8', new Pipe(), () => {})
pipe.write(Buffer.from('bytes'))
pipe.end()
pipe.end('text')
pipe.end('text', 'latin1', () => {})
pipe.end('text', new Pipe(), () => {})
// @ts-expect-error nothing sends a number
pipe.write(5)
// @ts-expect-error an unknown encoding
pipe.write('text', 'utf-9')
// @ts-expect-error what has no handle cannot travel
pipe.write('text', { fd: 3 })
same<ReturnType<typeof pipe.accept<Pipe>>, Pipe>(true)
const accepted: TCPLike = pipe.accept(new TCPLike())
// @ts-expect-error what has no handle takes none
pipe.accept({})

// State.
same<typeof pipe.connecting, boolean>(true)
same<typeof pipe.bytesRead, number>(true)
same<typeof pipe.bytesWritten, number>(true)
same<typeof pipe.pending, boolean>(true)
same<typeof pipe.readyState, 'open' | 'opening' | 'readOnly' | 'writeOnly' | 'closed'>(true)
same<ReturnType<typeof pipe.ref>, Pipe>(true)
same<ReturnType<typeof pipe.unref>, Pipe>(true)
// @ts-expect-error it is for reading only
pipe.connecting = true
// @ts-expect-error for reading only
pipe.bytesWritten = 0
// @ts-expect-error no such state
if (pipe.readyState === 'half-open') pipe.destroy()

// Events.
pipe.on('connect', () => {})
pipe.on('handle', (type) => same<typeof type, number>(true))
pipe.on('error', (err) => err.message)
pipe.once('close', () => {})
// @ts-expect-error the type is a number
pipe.on('handle', (type: string) => type)

// Descriptors.
const [read, write] = Pipe.pipe()
const [a, b] = Pipe.socketpair()
const descriptors: number[] = [read, write, a, b]
// @ts-expect-error there are two
Pipe.pipe()[2]

export { accepted, descriptors, named, stream }
