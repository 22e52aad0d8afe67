/* A handle that arrives, and the targets that it does not fit into. */
const errors = require('../../generated/pipe/js/errors')

/* The handle stays announced: the listener may try another target. */
exports.refuseTarget = function refuseTarget(pipe, err) {
  if (err.code !== 'EPROTOTYPE') throw err

  throw errors.INVALID_IPC_TARGET('Target is of another type than the handle that arrived')
}
