// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

/*
 * What makes a value valid: each function returns the value, converted where the type says so, or
 * throws the error that belongs to it.
 */
const errors = require('./errors')

/* A file descriptor of this process. idl: Fd */
exports.Fd = function Fd(value) {
  if (typeof value !== 'number') {
    throw errors.INVALID_FD(`File descriptor must be a number, got ${typeof value}`)
  }

  if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff) {
    throw errors.INVALID_FD(`File descriptor must be an integer from 0 to 2147483647, got ${value}`)
  }

  return value
}

/* A path to connect to. idl: Path */
exports.Path = function Path(value) {
  if (typeof value !== 'string') {
    throw errors.INVALID_PATH(`Path must be a string, got ${typeof value}`)
  }

  const length = Buffer.byteLength(value)

  if (length > 4096) {
    throw errors.INVALID_PATH(`Path must have at most 4096 bytes, got ${length}`)
  }

  return value
}

/*
 * A path to listen on; an empty one would name nothing that a client could reach.
 *
 * idl: ListenPath
 */
exports.ListenPath = function ListenPath(value) {
  if (typeof value !== 'string') {
    throw errors.INVALID_PATH(`Path must be a string, got ${typeof value}`)
  }

  const length = Buffer.byteLength(value)

  if (length < 1 || length > 4096) {
    throw errors.INVALID_PATH(`Path must have from 1 to 4096 bytes, got ${length}`)
  }

  return value
}

/* The most bytes that one chunk may have. idl: ReadBufferSize */
exports.ReadBufferSize = function ReadBufferSize(value) {
  if (typeof value !== 'number') {
    throw errors.INVALID_ARGUMENT(`Read buffer size must be a number, got ${typeof value}`)
  }

  if (!Number.isInteger(value) || value < 1 || value > 0x7fffffff) {
    throw errors.INVALID_ARGUMENT(
      `Read buffer size must be an integer from 1 to 2147483647, got ${value}`
    )
  }

  return value
}

/* How many clients may wait to be accepted; null and 0 stand for the default. idl: Backlog */
exports.Backlog = function Backlog(value) {
  if (value === null) return 511
  if (value === 0) return 511

  if (typeof value !== 'number') {
    throw errors.INVALID_ARGUMENT(`Backlog must be a number, got ${typeof value}`)
  }

  if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff) {
    throw errors.INVALID_ARGUMENT(`Backlog must be an integer from 0 to 2147483647, got ${value}`)
  }

  return value
}

/* How many connections a server has at most. idl: MaxConnections */
exports.MaxConnections = function MaxConnections(value) {
  if (typeof value !== 'number') {
    throw errors.INVALID_ARGUMENT(
      `Maximum number of connections must be a number, got ${typeof value}`
    )
  }

  if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff) {
    throw errors.INVALID_ARGUMENT(
      `Maximum number of connections must be an integer from 0 to 2147483647, got ${value}`
    )
  }

  return value
}

/*
 * Whether somebody may connect. Nothing else stands for true or false: `'no'` must not open a door.
 *
 * idl: Permission
 */
exports.Permission = function Permission(value) {
  if (typeof value !== 'boolean') {
    throw errors.INVALID_ARGUMENT(`Permission must be a boolean, got ${typeof value}`)
  }

  return value
}

/* An object with the methods that are called on it. idl: AbortSignal */
exports.AbortSignal = function AbortSignal(value) {
  if (typeof value !== 'object' || value === null) {
    throw errors.INVALID_ARGUMENT(
      `Signal must be an object, got ${value === null ? 'null' : typeof value}`
    )
  }

  for (const name of ['addEventListener', 'removeEventListener']) {
    if (typeof value[name] !== 'function') {
      throw errors.INVALID_ARGUMENT(`Signal must have a method ${name}`)
    }
  }

  return value
}
