const { Pipe } = require('../subject')

/** libuv's description of each system error that the tests expect. */
const descriptions = {
  EACCES: 'permission denied',
  EADDRINUSE: 'address already in use',
  EAGAIN: 'resource temporarily unavailable',
  EBADF: 'bad file descriptor',
  EBUSY: 'resource busy or locked',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by peer',
  EEXIST: 'file already exists',
  EINVAL: 'invalid argument',
  EISDIR: 'illegal operation on a directory',
  EMFILE: 'too many open files',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on device',
  ENOTCONN: 'socket is not connected',
  ENOTSOCK: 'socket operation on non-socket',
  EPIPE: 'broken pipe'
}

/** What `fn` throws, or null. */
exports.thrown = function thrown(fn) {
  try {
    fn()
    return null
  } catch (err) {
    return err
  }
}

/** A PipeError of `code`, whose message starts with the code and goes on. */
exports.isPipeError = function isPipeError(t, err, code, about = '') {
  if (!err) return t.fail(`${code} is reported ${about}`)
  t.is(err.code, code, `code ${about}`)
  t.is(err.name, 'PipeError', `name ${about}`)
  t.ok(err instanceof Pipe.errors && err instanceof Error, `class ${about}`)
  t.ok(new RegExp(`^${code}: \\S`).test(err.message), `message ${about}: ${err.message}`)
}

/** A plain Error of libuv's `code`, with libuv's description as message. */
exports.isSystemError = function isSystemError(t, err, code, about = '') {
  if (!err) return t.fail(`${code} is reported ${about}`)
  t.is(err.code, code, `code ${about}`)
  t.is(err.name, 'Error', `name ${about}`)
  t.is(Object.getPrototypeOf(err), Error.prototype, `class ${about}`)
  t.is(err.message, descriptions[code], `message ${about}`)
}
