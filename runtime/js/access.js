/* Who may connect to a server, and who is at the other end of a pipe. */
const binding = require('#binding')
const errors = require('../../generated/pipe/js/errors')

/* Refuses what could only be granted in part, before anything is bound. */
exports.checkAccess = function checkAccess(server, path, backlog, opts) {
  const { ownerOnly, readableAll, writableAll } = opts

  if (ownerOnly && (readableAll || writableAll)) {
    throw errors.INVALID_ARGUMENT(
      'Listening is ownerOnly, or readableAll and writableAll, not both'
    )
  }

  if ((ownerOnly || readableAll || writableAll) && path[0] === '\0') {
    throw errors.INVALID_ARGUMENT(
      'An abstract name has no permissions: ownerOnly, readableAll and writableAll want a path of the file system'
    )
  }
}

/* Who has connected, or listens, as the kernel has noted it. */
exports.remoteCredentials = function remoteCredentials(pipe) {
  const [pid, uid, gid] = binding.streamCredentials(pipe._native)

  return { pid, uid, gid }
}
