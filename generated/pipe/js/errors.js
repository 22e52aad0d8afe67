// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

/*
 * Thrown or emitted for wrong use; a failure of the operating system keeps libuv's own code.
 *
 * idl: PipeError
 */
class PipeError extends Error {
  constructor(code, text, factory) {
    super(`${code}: ${text}`)
    this.code = code

    // The stack begins where the factory was called.
    if (Error.captureStackTrace) Error.captureStackTrace(this, factory)
  }

  get name() {
    return 'PipeError'
  }

  /* `connect` or `open` on a pipe that is connecting or connected. */
  static PIPE_ALREADY_CONNECTED(text = 'Pipe is already connected') {
    return new PipeError('PIPE_ALREADY_CONNECTED', text, PipeError.PIPE_ALREADY_CONNECTED)
  }

  /* The pipe is closed or closing, or has failed. */
  static PIPE_IS_CLOSED(text = 'Pipe is closed') {
    return new PipeError('PIPE_IS_CLOSED', text, PipeError.PIPE_IS_CLOSED)
  }

  /* `listen` on a server that listens. */
  static SERVER_ALREADY_LISTENING(text = 'Server is already listening') {
    return new PipeError('SERVER_ALREADY_LISTENING', text, PipeError.SERVER_ALREADY_LISTENING)
  }

  /* `listen` on a server that is closing. */
  static SERVER_IS_CLOSED(text = 'Server is closed') {
    return new PipeError('SERVER_IS_CLOSED', text, PipeError.SERVER_IS_CLOSED)
  }

  /* An option, a number or a chunk of the wrong type or out of range. */
  static INVALID_ARGUMENT(text) {
    return new PipeError('INVALID_ARGUMENT', text, PipeError.INVALID_ARGUMENT)
  }

  /* Not an integer in the range of file descriptors. */
  static INVALID_FD(text) {
    return new PipeError('INVALID_FD', text, PipeError.INVALID_FD)
  }

  /* Not an object with a native handle, or a handle of another type than the one that arrived. */
  static INVALID_IPC_TARGET(text) {
    return new PipeError('INVALID_IPC_TARGET', text, PipeError.INVALID_IPC_TARGET)
  }

  /* Not a string, or too long. */
  static INVALID_PATH(text) {
    return new PipeError('INVALID_PATH', text, PipeError.INVALID_PATH)
  }
}

module.exports = PipeError
