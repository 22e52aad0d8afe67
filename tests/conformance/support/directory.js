const { fs, os } = require('./platform')

let made = 0

/**
 * A new private directory with a short name, removed when the test is over. Sockets have to fit
 * into 108 bytes, so the name of the test stays out of it.
 */
exports.temporaryDirectory = function temporaryDirectory(t) {
  const directory = make()
  t.teardown(() => fs.rmSync(directory, { recursive: true, force: true }), { order: Infinity })
  return directory
}

/** A name may still be taken by what a killed process with the same id has left behind. */
function make() {
  for (;;) {
    const directory = `${os.tmpdir()}/bp-${os.pid()}-${made++}`
    try {
      fs.mkdirSync(directory)
      return directory
    } catch (err) {
      if (err.code !== 'EEXIST') throw err
    }
  }
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
