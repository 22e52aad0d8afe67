// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

/* Symbols that members go by, and what an object must have to stand for something native. */
const errors = require('./errors')

const ipcHandle = Symbol.for('bare.ipc.handle')
const ipcAccept = Symbol.for('bare.ipc.accept')

exports.ipcHandle = ipcHandle
exports.ipcAccept = ipcAccept

/* Returns the native handle that `target` holds. idl: IPCAcceptable */
exports.IPCAcceptable = function IPCAcceptable(target) {
  const value = target === undefined || target === null ? undefined : target[ipcHandle]

  if (value === undefined) {
    throw errors.INVALID_IPC_TARGET('Target does not implement the IPC handle protocol')
  }

  if (!(value instanceof ArrayBuffer)) {
    throw errors.INVALID_IPC_TARGET('Target does not provide a native IPC handle')
  }

  return value
}

// An engine that has no such symbol yet gets the one that compilers put in its place.
const asyncDispose = Symbol.asyncDispose || Symbol.for('Symbol.asyncDispose')

exports.asyncDispose = asyncDispose
