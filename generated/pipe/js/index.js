// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

const Pipe = require('./pipe')
const PipeServer = require('./server')
const constants = require('./constants')
const errors = require('./errors')
const binding = require('#binding')
const { CreateConnectionOptions } = require('./options')
const { Path } = require('./scalars')

const serving = require('../../../runtime/js/serving')

module.exports = exports = Pipe

exports.Pipe = Pipe
exports.Server = PipeServer
exports.constants = constants
exports.errors = errors

/*
 * Makes a pipe and connects it: `new Pipe(opts).connect(path, opts, onconnect)`.
 *
 * idl: createConnection
 */
exports.createConnection = function createConnection(path, opts = {}, onconnect) {
  if (path !== null && typeof path === 'object') {
    // createConnection(opts[, onconnect])
    if (typeof opts === 'function') onconnect = opts
    opts = path
    path = opts.path
  } else if (typeof opts === 'function') {
    // createConnection(path, onconnect)
    onconnect = opts
    opts = {}
  }

  path = Path(path)
  opts = CreateConnectionOptions(opts)

  if (typeof onconnect !== 'function') onconnect = undefined

  return serving.createConnection(path, opts, onconnect)
}

/* Makes a server: `new Server(opts, onconnection)`. idl: createServer */
exports.createServer = function createServer(opts = {}, onconnection) {
  if (typeof opts === 'function') {
    // createServer(onconnection)
    onconnection = opts
    opts = {}
  }

  if (typeof onconnection !== 'function') onconnection = undefined

  return serving.createServer(opts, onconnection)
}

/* idl: pipe */
exports.pipe = function pipe() {
  return binding.streamPipe()
}

/* idl: socketpair */
exports.socketpair = function socketpair() {
  return binding.streamSocketpair()
}
