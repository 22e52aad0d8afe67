// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

import { Duplex, DuplexEvents } from 'bare-stream'
import { EventEmitter, EventMap } from 'bare-events'
import { Buffer, BufferEncoding } from 'bare-buffer'
import { AbortSignal } from 'bare-abort-controller'
import constants = require('./constants')
import PipeError = require('./errors')

declare const ipcHandle: unique symbol
declare const ipcAccept: unique symbol

declare global {
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol
  }
}

/** What can be written. */
type Chunk = Buffer | string

/** Which halves of a pipe are usable. */
type ReadyState = 'open' | 'opening' | 'readOnly' | 'writeOnly' | 'closed'

/**
 * What can be sent with `write` and received with `accept`: an object that holds a native handle.
 * Pipes are such objects, and so are the sockets of `bare-tcp` and `bare-dgram`.
 *
 * A class of one's own that wraps one of them is such an object when it passes both properties on:
 * the first returns the wrapped object's `ArrayBuffer` itself, not a copy, and the second calls the
 * wrapped object's method, and may then begin to use it.
 *
 * What is sent has a descriptor already: it is connected or bound. What is received into has none
 * yet: a `new Pipe()`, a `new tcp.Socket()`, a `dgram.createSocket({ type: null })`.
 */
interface IPCAcceptable {
  /**
   * An `ArrayBuffer` that begins with the `uv_pipe_t`, `uv_tcp_t` or `uv_udp_t`: one that is alive,
   * on the event loop of this thread.
   */
  readonly [ipcHandle]: ArrayBuffer
  /** Called with no arguments once a handle has moved in, before `accept` returns. */
  [ipcAccept]?(): void
}

/** What `await using` ends when its block is left. */
interface AsyncDisposable {
  /**
   * Destroys a pipe, or closes a server; resolves when `close` has been emitted, at once where it
   * has been already.
   */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Memory of the program's to read into, and who is told what has been read. There are no chunks
 * then, no `data`, nothing for `read` and no queue. `pause` stops reading at once, `end` follows
 * the last callback. Memory that is shared between threads, and a buffer without any, because it is
 * empty or has been detached, are INVALID_ARGUMENT: thrown by the constructor, later an `error` of
 * the pipe.
 */
interface OnReadOptions {
  /**
   * The memory: a view of any class, which can serve several pipes, or a function that returns one,
   * called anew for each read. No read brings more bytes than it has. What the function throws is
   * an `error` of the pipe.
   */
  buffer: Buffer | (() => Buffer)
  /**
   * Told how many bytes have been read to the beginning of which buffer; they stay there until it
   * is read into again, which is not before this returns. When it returns false reading stops, as
   * with `pause`, until `resume`. An exception is uncaught, and reading goes on.
   */
  callback: (length: number, buffer: Buffer) => unknown
}

/** How a pipe behaves. */
interface PipeOptions {
  /**
   * With false, the write half ends as soon as the peer has ended.
   * @default true
   */
  allowHalfOpen?: boolean
  /**
   * With false, nothing is read until the pipe is first used.
   * @default true
   */
  eagerOpen?: boolean
  /**
   * Let handles travel over this pipe, both ways. It has to be a Unix domain socket: an end of
   * `socketpair()`, or a connection to a server that has the option too.
   * @default false
   */
  ipc?: boolean
  /** Reads into memory of the program's, and tells it at once, instead of making chunks. */
  onread?: OnReadOptions | null
  /**
   * The most bytes that one chunk may have. An integer from 1 to 2147483647.
   * @default 65536
   */
  readBufferSize?: number
}

/** What to connect to. */
interface PipeConnectOptions {
  /** The path, where it is not the first argument. A string of at most 4096 bytes in UTF-8. */
  path?: string
  /**
   * Destroys the pipe when it aborts, at any time until it is closed, with its reason as `error`.
   * Nothing is connected to where it has aborted already.
   */
  signal?: AbortSignal | null
}

/** What to open. */
interface PipeOpenOptions {
  /** The descriptor, where it is not the first argument. An integer from 0 to 2147483647. */
  fd?: number
}

/** What to connect to, and how the pipe behaves. */
interface CreateConnectionOptions extends PipeOptions, PipeConnectOptions {}

/** How the pipes behave that a server accepts. */
interface PipeServerOptions {
  /**
   * With false, an accepted pipe's write half ends as soon as the client has ended.
   * @default true
   */
  allowHalfOpen?: boolean
  /**
   * Let handles travel over the accepted pipes, both ways. Clients say so for their ends.
   * @default false
   */
  ipc?: boolean
  /**
   * With true, nothing is read from an accepted pipe until it is first used.
   * @default false
   */
  pauseOnConnect?: boolean
  /**
   * The most bytes that one chunk may have. An integer from 1 to 2147483647.
   * @default 65536
   */
  readBufferSize?: number
}

/**
 * Where to listen, and who may connect. Without `ownerOnly`, `readableAll` and `writableAll` that
 * is who may write to the socket's file, whose mode is 0777 less the process's umask.
 */
interface PipeServerListenOptions {
  /**
   * The queue's length, where it is not the second argument. An integer from 0 to 2147483647, null
   * and 0 stand for 511.
   */
  backlog?: number
  /**
   * Only processes of this one's effective user, as it is when `listen` is called, can connect. The
   * socket's file has mode 0600, less the umask, before anybody can; whoever gets past that, such
   * as root, is disconnected unseen. True or false.
   * @default false
   */
  ownerOnly?: boolean
  /** The path, where it is not the first argument. A string of 1 to 4096 bytes in UTF-8. */
  path?: string
  /**
   * Every user may read the socket's file, whatever the umask. On Linux that alone lets nobody
   * connect. True or false.
   * @default false
   */
  readableAll?: boolean
  /**
   * Closes the server when it aborts, as `close` does. Nothing is bound where it has aborted
   * already.
   */
  signal?: AbortSignal | null
  /**
   * Every user may write to the socket's file, whatever the umask, and so connect where the
   * directories on the way to it let them through. True or false.
   * @default false
   */
  writableAll?: boolean
}

/** Who is at the other end of a pipe, as the operating system has noted it. */
interface PipeCredentials {
  /** The group, the effective one. */
  gid: number
  /**
   * The process; 0 where the operating system does not tell, or it is none that can be seen from
   * here. Another one may have the same number by now.
   */
  pid: number
  /** The user, the effective one. */
  uid: number
}

interface PipeEvents extends DuplexEvents {
  /** The connection stands, or the descriptor is open. */
  connect: []
  /**
   * A handle has arrived: one event for each, in the order in which they were sent, and never after
   * the bytes that it was written with; bytes written before it may follow. A listener claims it by
   * calling `accept` before it returns. What no listener has claimed is closed when all have
   * returned. No more than 64 are held at any time: when a peer sends more with one chunk, and when
   * no descriptors are left for what it sends, those that are lost are an `error` with EMFILE.
   * @param type - one of `constants.handle`, or another number of libuv's: 17 is a file and 14 a
   * terminal, which a `Pipe` accepts, and 0 something that nothing accepts
   */
  handle: [type: number]
}

interface Pipe<M extends PipeEvents = PipeEvents>
  extends Duplex<M>, IPCAcceptable, AsyncDisposable {
  /** True between `connect()` and its outcome. */
  readonly connecting: boolean
  /** True before there is a connection, and again once the pipe is closing. */
  readonly pending: boolean
  /**
   * Which halves are usable now: `'open'` is both of them, `'opening'` is between `connect()` and
   * its outcome, `'closed'` is neither, also before connecting.
   */
  readonly readyState: ReadyState
  /** How many bytes have come from the operating system, read by the program or not. */
  readonly bytesRead: number
  /**
   * How many bytes `write` and `end` have taken, sent or still waiting; those of strings in their
   * encoding. Once the pipe has been destroyed, without those that were given up; what the
   * operating system has taken by and by of a write that was still under way counts among these.
   */
  readonly bytesWritten: number

  /**
   * Connects to the server at `path`. A failure arrives as `error`, then `close`, with libuv's
   * code: ENOENT where there is no such path, ECONNREFUSED where nobody listens, EACCES where it is
   * not allowed, EINVAL where the operating system takes no such path.
   * @param path - a path of the file system; with a leading NUL byte, of the abstract namespace (a
   * string of at most 4096 bytes in UTF-8)
   * @param opts - may carry `path` in place of the first argument, and a signal
   * @param onconnect - once-listener of `connect`
   * @throws {PIPE_IS_CLOSED} the pipe is closed or closing, or has failed
   * @throws {PIPE_ALREADY_CONNECTED} the pipe is connecting or connected
   */
  connect(path: string, opts?: PipeConnectOptions, onconnect?: () => void): this
  connect(path: string, onconnect: () => void): this
  connect(opts: PipeConnectOptions, onconnect?: () => void): this

  /**
   * Takes over an open descriptor, and closes it with the pipe. What `readyState` tells is true at
   * once; `connect` follows in a microtask. A failure arrives as `error`, then `close`, with
   * libuv's code, and the descriptor still belongs to the caller.
   * @param fd - a terminal, FIFO, socket, regular file or character device (an integer from 0 to
   * 2147483647)
   * @param opts - may carry `fd` in place of the first argument
   * @param onconnect - once-listener of `connect`
   * @throws {PIPE_IS_CLOSED} the pipe is closed or closing, or has failed
   * @throws {PIPE_ALREADY_CONNECTED} the pipe is connecting or connected
   */
  open(fd: number, opts?: PipeOpenOptions, onconnect?: () => void): this
  open(fd: number, onconnect: () => void): this
  open(opts: PipeOpenOptions, onconnect?: () => void): this

  /**
   * Queues `chunk`, and with it a copy of `handle` for the peer, also before connecting. A peer
   * that has gone away arrives as `error` with EPIPE or ECONNRESET, then `close`.
   * @param chunk - a string, or the bytes of a typed array or DataView as they are now; anything
   * else is INVALID_ARGUMENT, as `error` and for `cb`
   * @param encoding - of a string; utf8 unless said
   * @param handle - what travels with the chunk, which then must not be empty: that is
   * INVALID_ARGUMENT, as `error` and for `cb`. The peer gets a handle of its own to the same thing;
   * the one here stays open, and is the sender's to close once `cb` has run. Where it cannot be
   * sent this write alone fails, with an error for `cb`: EBADF when it has no descriptor, EMFILE
   * when too many are open, or on their way and not received yet, EPERM when the peer takes none,
   * EINVAL when it is closed or not alive, or when the pipe is none that handles travel over; on a
   * pipe without `ipc: true` it is an `error` of the pipe as well
   * @param cb - runs when the chunk has been handed to the operating system, or with the error
   * @returns false when it is time to wait for `drain`, and when the pipe takes nothing any more
   * @throws {INVALID_IPC_TARGET} `handle` has no native handle
   */
  write(
    chunk: Chunk,
    encoding?: BufferEncoding,
    handle?: IPCAcceptable,
    cb?: (err: Error | null) => void
  ): boolean
  write(chunk: Chunk, encoding: BufferEncoding, cb: (err: Error | null) => void): boolean
  write(chunk: Chunk, handle: IPCAcceptable, cb?: (err: Error | null) => void): boolean
  write(chunk: Chunk, cb: (err: Error | null) => void): boolean

  /**
   * Ends the write half, after `chunk` if there is one. The read half goes on.
   * @param chunk - the last that is written
   * @param encoding - of a string; utf8 unless said
   * @param handle - what travels with the chunk, as with `write`
   * @param cb - once-listener of `finish`
   * @throws {INVALID_IPC_TARGET} `handle` has no native handle
   */
  end(
    chunk?: Chunk,
    encoding?: BufferEncoding,
    handle?: IPCAcceptable,
    cb?: (err: Error | null) => void
  ): this
  end(cb?: (err: Error | null) => void): this
  end(chunk?: Chunk, encoding?: BufferEncoding, cb?: (err: Error | null) => void): this
  end(chunk?: Chunk, handle?: IPCAcceptable, cb?: (err: Error | null) => void): this
  end(chunk?: Chunk, cb?: (err: Error | null) => void): this

  /**
   * Moves the handle that has just arrived into `target`, which is then connected or bound. To be
   * called by a listener of `handle`, before it returns and once. When `target` is refused the
   * handle stays where it is, and the same listener can accept it into another one.
   * @param target - a pipe, a TCP or a UDP socket that has no descriptor yet, by the handle's type
   * @throws {INVALID_IPC_TARGET} `target` has no native handle, or one of another type
   * @throws {Error} libuv's code: EAGAIN when no handle waits to be claimed, EBUSY when `target`
   * has a descriptor already or is connecting, EINVAL when it is closed or its handle is not alive
   */
  accept<T extends IPCAcceptable>(target: T): T

  /**
   * Who is at the other end, from `connect` or `connection` on and before the first byte: of a
   * connection the process that has called `connect`, or `listen`, with its user and group as they
   * were then; of `socketpair()` the process that has called that. A descriptor that is handed on
   * stays what it is, whoever holds it by now.
   * @returns what the operating system has noted when the connection was made
   * @throws {PIPE_IS_CLOSED} the pipe is closed or closing, or has failed
   * @throws {Error} libuv's code: ENOTCONN when there is no connection yet, ENOTSOCK when the pipe
   * is over something that is no socket, ENOTSUP when it is over a socket with no credentials, such
   * as a TCP socket
   */
  remoteCredentials(): PipeCredentials

  /** The event loop waits for this pipe. */
  ref(): this

  /** The event loop does not wait for this pipe. */
  unref(): this
}

/**
 * A two-way, read-only or write-only stream of bytes over a named pipe, a Unix domain socket or
 * another descriptor.
 */
declare class Pipe<M extends PipeEvents = PipeEvents> extends Duplex<M> {
  /**
   * With a number the descriptor is opened, with a string the path is connected to. A failure of
   * the operating system arrives as `error`, then `close`.
   * @param path - a path to connect to, or a descriptor to open; anything else is ignored (an
   * integer from 0 to 2147483647 or a string of at most 4096 bytes in UTF-8)
   * @param opts - how the pipe behaves
   */
  constructor(path?: number | string, opts?: PipeOptions)
  constructor(opts?: PipeOptions)
}

interface PipeServerEvents extends EventMap {
  /** The server and all that it accepted have closed. */
  close: []
  /** A client has connected. */
  connection: [pipe: Pipe]
  /** A client has been turned away: there are `maxConnections` open connections. */
  drop: []
  /** Binding, listening or accepting has failed. */
  error: [err: Error]
  /** Clients can connect now. */
  listening: []
}

interface PipeServer<M extends PipeServerEvents = PipeServerEvents>
  extends EventEmitter<M>, AsyncDisposable {
  /** True while bound. */
  readonly listening: boolean
  /** True between `close()` and `close`. */
  readonly closing: boolean
  /**
   * With so many open connections a further client is disconnected at once, and `drop` tells of it;
   * those that are open stay. With null there is no such limit; undefined is taken for null. An
   * integer from 0 to 2147483647.
   * @throws {INVALID_ARGUMENT} for another value
   */
  maxConnections: number | null

  /**
   * @returns the path it is bound to, null when it is not
   */
  address(): string | null

  /**
   * Binds at once; `listening` or `error` follows, and after an `error` the server can listen
   * again. Its code is libuv's: EADDRINUSE where something has that name already, EACCES where it
   * is not allowed or the directory is missing, EINVAL where the operating system takes no such
   * path.
   * @param path - a path of the file system; with a leading NUL byte, of the abstract namespace (a
   * string of 1 to 4096 bytes in UTF-8)
   * @param backlog - how many clients may wait to be accepted (an integer from 0 to 2147483647,
   * null and 0 stand for 511; 511 unless given)
   * @param opts - may carry `path` and `backlog` in place of the first two arguments, a signal, and
   * who may connect
   * @param onlistening - once-listener of `listening`
   * @throws {SERVER_IS_CLOSED} the server is closing
   * @throws {SERVER_ALREADY_LISTENING} the server listens
   * @throws {INVALID_ARGUMENT} `ownerOnly` together with `readableAll` or `writableAll`, or any of
   * them with a path of the abstract namespace, which everybody can connect to
   */
  listen(
    path: string,
    backlog?: number,
    opts?: PipeServerListenOptions,
    onlistening?: () => void
  ): this
  listen(path: string, backlog: number, onlistening: () => void): this
  listen(path: string, onlistening: () => void): this
  listen(opts: PipeServerListenOptions, onlistening?: () => void): this

  /**
   * Stops accepting at once, and removes the file that `listen` has made. `close` follows the last
   * connection's end. Afterwards the server can listen again.
   * @param onclose - once-listener of `close`; on a closed server it runs in a microtask
   */
  close(onclose?: () => void): this

  /** The event loop waits for this server. */
  ref(): this

  /** The event loop does not wait for this server. */
  unref(): this
}

/** Accepts connections on a path and makes each of them a `Pipe`. */
declare class PipeServer<M extends PipeServerEvents = PipeServerEvents> extends EventEmitter<M> {
  /**
   * @param opts - what each accepted pipe is made with
   * @param onconnection - listener of `connection`
   */
  constructor(opts?: PipeServerOptions, onconnection?: (pipe: Pipe) => void)
  constructor(onconnection?: (pipe: Pipe) => void)
}

declare namespace Pipe {
  /**
   * Makes a pipe and connects it: `new Pipe(opts).connect(path, opts, onconnect)`.
   * @param path - a path of the file system; with a leading NUL byte, of the abstract namespace (a
   * string of at most 4096 bytes in UTF-8)
   * @param opts - of the pipe; may carry `path` in place of the first argument, and a signal
   * @param onconnect - once-listener of `connect`
   */
  export function createConnection(
    path: string,
    opts?: CreateConnectionOptions,
    onconnect?: () => void
  ): Pipe
  export function createConnection(path: string, onconnect: () => void): Pipe
  export function createConnection(opts: CreateConnectionOptions, onconnect?: () => void): Pipe

  /**
   * Makes a server: `new Server(opts, onconnection)`.
   * @param opts - what each accepted pipe is made with
   * @param onconnection - listener of `connection`
   */
  export function createServer(
    opts?: PipeServerOptions,
    onconnection?: (pipe: Pipe) => void
  ): PipeServer
  export function createServer(onconnection?: (pipe: Pipe) => void): PipeServer

  /**
   * @returns two descriptors; what is written to the second is read from the first
   * @throws {Error} libuv's code: no descriptors are left (EMFILE)
   */
  export function pipe(): [read: number, write: number]

  /**
   * @returns two descriptors, each reading what is written to the other. A pipe can be opened on
   * each, also with `ipc: true`, or one of them be left to a process that is spawned
   * @throws {Error} libuv's code: no descriptors are left (EMFILE)
   */
  export function socketpair(): [a: number, b: number]

  export {
    Pipe,
    type PipeServer,
    PipeServer as Server,
    constants,
    type PipeError,
    PipeError as errors,
    type IPCAcceptable,
    type OnReadOptions,
    type PipeConnectOptions,
    type PipeEvents,
    type PipeOpenOptions,
    type PipeOptions,
    type PipeServerEvents,
    type PipeServerListenOptions,
    type PipeServerOptions,
    type PipeCredentials,
    type CreateConnectionOptions
  }
}

export = Pipe
