const { fs, os } = require('./platform')

/** Somebody without rights. */
exports.nobody = { uid: 65534, gid: 65534 }

/** Somebody else, whose numbers are not mistaken for one another. */
exports.stranger = { uid: 65534, gid: 65533 }

/** Somebody as whom no other process of the tests runs. */
exports.fresh = function fresh() {
  const number = exports.nobody.uid + 1 + os.pid()
  return { uid: number, gid: number }
}

/** The effective user and group of this process. */
exports.own = function own() {
  const status = fs.readFileSync('/proc/self/status', 'utf8')
  return { uid: effective(status, 'Uid'), gid: effective(status, 'Gid') }
}

/** True where a test can become somebody else. */
exports.isRoot = function isRoot() {
  return exports.own().uid === 0
}

/** `isRoot()`, which says so in the output of the test where it is false. */
exports.canChangeUser = function canChangeUser(t) {
  if (!exports.isRoot()) t.comment('not root: nobody else takes part in this')
  return exports.isRoot()
}

function effective(status, name) {
  return Number(new RegExp(`^${name}:\\s+\\d+\\s+(\\d+)`, 'm').exec(status)[1])
}
