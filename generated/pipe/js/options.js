// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

/* Each function reads an options object once, with the defaults, and validates what it finds. */
const scalars = require('./scalars')

/* idl: PipeOptions */
exports.PipeOptions = function PipeOptions(options) {
  const {
    allowHalfOpen = true,
    eagerOpen = true,
    ipc = false,
    onread,
    readBufferSize = 65536
  } = options === null ? {} : options

  return {
    allowHalfOpen: Boolean(allowHalfOpen),
    eagerOpen: Boolean(eagerOpen),
    ipc: Boolean(ipc),
    onread,
    readBufferSize: scalars.ReadBufferSize(readBufferSize)
  }
}

/* idl: PipeConnectOptions */
exports.PipeConnectOptions = function PipeConnectOptions(options) {
  const { signal } = options === null ? {} : options

  return {
    signal: signal === undefined || signal === null ? signal : scalars.AbortSignal(signal)
  }
}

/* idl: CreateConnectionOptions */
exports.CreateConnectionOptions = function CreateConnectionOptions(options) {
  const {
    allowHalfOpen = true,
    eagerOpen = true,
    ipc = false,
    onread,
    readBufferSize = 65536,
    signal
  } = options === null ? {} : options

  return {
    allowHalfOpen: Boolean(allowHalfOpen),
    eagerOpen: Boolean(eagerOpen),
    ipc: Boolean(ipc),
    onread,
    readBufferSize: scalars.ReadBufferSize(readBufferSize),
    signal: signal === undefined || signal === null ? signal : scalars.AbortSignal(signal)
  }
}

/* idl: PipeServerOptions */
exports.PipeServerOptions = function PipeServerOptions(options) {
  const {
    allowHalfOpen = true,
    ipc = false,
    pauseOnConnect = false,
    readBufferSize = 65536
  } = options === null ? {} : options

  return {
    allowHalfOpen: Boolean(allowHalfOpen),
    ipc: Boolean(ipc),
    pauseOnConnect: Boolean(pauseOnConnect),
    readBufferSize: scalars.ReadBufferSize(readBufferSize)
  }
}

/* idl: PipeServerListenOptions */
exports.PipeServerListenOptions = function PipeServerListenOptions(options) {
  const {
    ownerOnly = false,
    readableAll = false,
    signal,
    writableAll = false
  } = options === null ? {} : options

  return {
    ownerOnly: scalars.Permission(ownerOnly),
    readableAll: scalars.Permission(readableAll),
    signal: signal === undefined || signal === null ? signal : scalars.AbortSignal(signal),
    writableAll: scalars.Permission(writableAll)
  }
}
