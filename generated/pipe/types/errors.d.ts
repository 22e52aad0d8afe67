// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

/** Thrown or emitted for wrong use; a failure of the operating system keeps libuv's own code. */
declare class PipeError extends Error {
  /** Name of the factory that has made it. */
  readonly code: string

  /** `connect` or `open` on a pipe that is connecting or connected. */
  static PIPE_ALREADY_CONNECTED(text?: string): PipeError

  /** The pipe is closed or closing, or has failed. */
  static PIPE_IS_CLOSED(text?: string): PipeError

  /** `listen` on a server that listens. */
  static SERVER_ALREADY_LISTENING(text?: string): PipeError

  /** `listen` on a server that is closing. */
  static SERVER_IS_CLOSED(text?: string): PipeError

  /** An option, a number or a chunk of the wrong type or out of range. */
  static INVALID_ARGUMENT(text: string): PipeError

  /** Not an integer in the range of file descriptors. */
  static INVALID_FD(text: string): PipeError

  /** Not an object with a native handle, or a handle of another type than the one that arrived. */
  static INVALID_IPC_TARGET(text: string): PipeError

  /** Not a string, or too long. */
  static INVALID_PATH(text: string): PipeError
}

export = PipeError
