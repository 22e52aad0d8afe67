const fs = require('bare-fs')
const os = require('bare-os')

let made = 0

/**
 * A new private directory with a short name, removed when the test is over. Sockets have to fit
 * into 108 bytes, so the name of the test stays out of it.
 */
exports.temporaryDirectory = function temporaryDirectory(t) {
  const directory = `${os.tmpdir()}/bp-${os.pid()}-${made++}`
  fs.mkdirSync(directory)
  t.teardown(() => fs.rmSync(directory, { recursive: true, force: true }), { order: Infinity })
  return directory
}

/** A path for a socket in a directory of its own. */
exports.socketPath = function socketPath(t, name = 's') {
  return `${exports.temporaryDirectory(t)}/${name}`
}

/** An absolute path of exactly `length` bytes, in a directory of its own. */
exports.pathOfLength = function pathOfLength(t, length) {
  const directory = exports.temporaryDirectory(t)
  return directory + '/' + 'p'.repeat(length - directory.length - 1)
}

/** True for whatever is at `path`, also a dangling link or a socket. */
exports.exists = function exists(path) {
  try {
    fs.lstatSync(path)
    return true
  } catch {
    return false
  }
}
