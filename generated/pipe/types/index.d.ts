// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

import { Duplex, DuplexEvents } from 'bare-stream'
import { EventEmitter, EventMap } from 'bare-events'
import { Buffer, BufferEncoding } from 'bare-buffer'
import constants = require('./constants')
import PipeError = require('./errors')

declare const ipcHandle: unique symbol
declare const ipcAccept: unique symbol

/** What can be written. */
type Chunk = Buffer | string

/** Which halves of a pipe are usable. */
type ReadyState = 'open' | 'opening' | 'readOnly' | 'writeOnly' | 'closed'

/**
 * What can be sent with `write` and received with `accept`: an object that holds a native handle.
 */
interface IPCAcceptable {
  /** An `ArrayBuffer` that begins with the live `uv_pipe_t`, `uv_tcp_t` or `uv_udp_t`. */
  readonly [ipcHandle]: ArrayBuffer
  /** Runs at once when a handle has moved in. */
  [ipcAccept]?(): void
}

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
   * Let handles travel over this pipe.
   * @default false
   */
  ipc?: boolean
  /**
   * The most bytes that one chunk may have. An integer from 1 to 2147483647.
   * @default 65536
   */
  readBufferSize?: number
}

interface PipeConnectOptions {
  /** The path, where it is not the first argument. A string of at most 4096 bytes. */
  path?: string
}

interface PipeOpenOptions {
  /** The descriptor, where it is not the first argument. An integer from 0 to 2147483647. */
  fd?: number
}

interface CreateConnectionOptions extends PipeOptions, PipeConnectOptions {}

interface PipeServerOptions {
  /**
   * With false, an accepted pipe's write half ends as soon as the client has ended.
   * @default true
   */
  allowHalfOpen?: boolean
  /**
   * Let handles travel over the accepted pipes.
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

interface PipeServerListenOptions {
  /**
   * The queue's length, where it is not the second argument. An integer from 0 to 2147483647, null
   * and 0 stand for 511.
   */
  backlog?: number
  /** The path, where it is not the first argument. A string of 1 to 4096 bytes. */
  path?: string
}

interface PipeEvents extends DuplexEvents {
  /** The connection stands. */
  connect: []
  /**
   * A handle has arrived; claim it with `accept` before the listener returns, or it is closed.
   * @param type - one of `constants.handle`, or another number of libuv's
   */
  handle: [type: number]
}

interface Pipe<M extends PipeEvents = PipeEvents> extends Duplex<M>, IPCAcceptable {
  /** True between `connect()` and its outcome. */
  readonly connecting: boolean
  /** True whenever there is no connection. */
  readonly pending: boolean
  /** Which halves are usable now; `'closed'` also before connecting. */
  readonly readyState: ReadyState

  /**
   * Connects to the server at `path`. Failures arrive as `error`, then `close`.
   * @param path - a path of the file system; with a leading NUL byte, of the abstract namespace (a
   * string of at most 4096 bytes)
   * @param opts - may carry `path` in place of the first argument
   * @param onconnect - once-listener of `connect`
   * @throws {PIPE_IS_CLOSED} the pipe is closed or closing, or has failed
   * @throws {PIPE_ALREADY_CONNECTED} the pipe is connecting or connected
   */
  connect(path: string, opts?: PipeConnectOptions, onconnect?: () => void): this
  connect(path: string, onconnect: () => void): this
  connect(opts: PipeConnectOptions, onconnect?: () => void): this

  /**
   * Takes over an open descriptor. Failures arrive as `error`, then `close`, and the descriptor
   * still belongs to the caller.
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
   * Queues `chunk`, and with it a copy of `handle` for the peer.
   * @param encoding - of a string; utf8 unless said
   * @param handle - what travels with the chunk; needs `ipc: true`
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
   * Ends the write half, after `chunk` if there is one.
   * @param encoding - of a string; utf8 unless said
   * @param cb - once-listener of `finish`
   */
  end(chunk?: Chunk, encoding?: BufferEncoding, cb?: (err: Error | null) => void): this
  end(cb?: (err: Error | null) => void): this
  end(chunk?: Chunk, cb?: (err: Error | null) => void): this

  /**
   * Moves the handle that is being announced into `target`, and returns it.
   * @param target - a pipe, a TCP or a UDP socket with no handle of its own yet
   * @throws {INVALID_IPC_TARGET} `target` has no native handle
   */
  accept<T extends IPCAcceptable>(target: T): T

  /** The event loop waits for this pipe. */
  ref(): this

  /** The event loop does not wait for this pipe. */
  unref(): this
}

/** A two-way, read-only or write-only stream of bytes. */
declare class Pipe<M extends PipeEvents = PipeEvents> extends Duplex<M> {
  /**
   * With a number the descriptor is opened, with a string the path is connected to.
   * @param path - a path to connect to, or a descriptor to open; anything else is ignored (an
   * integer from 0 to 2147483647 or a string of at most 4096 bytes)
   */
  constructor(path?: number | string, opts?: PipeOptions)
  constructor(opts?: PipeOptions)
}

interface PipeServerEvents extends EventMap {
  /** The server and all that it accepted have closed. */
  close: []
  /** A client has connected. */
  connection: [pipe: Pipe]
  /** Binding, listening or accepting has failed. */
  error: [err: Error]
  /** Clients can connect now. */
  listening: []
}

interface PipeServer<M extends PipeServerEvents = PipeServerEvents> extends EventEmitter<M> {
  /** True while bound. */
  readonly listening: boolean
  /** True between `close()` and `close`. */
  readonly closing: boolean

  /**
   * @returns the path it is bound to, null when it is not
   */
  address(): string | null

  /**
   * Binds at once; `listening` or `error` follows.
   * @param path - a path of the file system; with a leading NUL byte, of the abstract namespace (a
   * string of 1 to 4096 bytes)
   * @param backlog - how many clients may wait to be accepted (an integer from 0 to 2147483647,
   * null and 0 stand for 511; 511 unless given)
   * @param opts - may carry `path` and `backlog` in place of the first two arguments
   * @param onlistening - once-listener of `listening`
   * @throws {SERVER_IS_CLOSED} the server is closing
   * @throws {SERVER_ALREADY_LISTENING} the server listens
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
   * Stops accepting at once; `close` follows the last connection's end.
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
   * @param path - (a string of at most 4096 bytes)
   * @param opts - of the pipe; may carry `path` in place of the first argument
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
   * @throws {Error} libuv's code: no descriptors are left
   */
  export function pipe(): [read: number, write: number]

  /**
   * @returns two descriptors, each reading what is written to the other; fit for `ipc: true`
   * @throws {Error} libuv's code: no descriptors are left
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
    type PipeConnectOptions,
    type PipeEvents,
    type PipeOpenOptions,
    type PipeOptions,
    type PipeServerEvents,
    type PipeServerListenOptions,
    type PipeServerOptions,
    type CreateConnectionOptions
  }
}

export = Pipe
