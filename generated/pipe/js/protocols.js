// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

/* What an object must have to stand for something native. */
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
