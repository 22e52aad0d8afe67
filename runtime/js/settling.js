/*
 * Continuations that bare-stream has handed out, each of which runs exactly once. One function for
 * each, as an engine has to search for a field whose name is a variable.
 */

exports.settleOpen = function settleOpen(pipe, err) {
  const cb = pipe._pendingOpen

  if (cb === null) return

  pipe._pendingOpen = null
  cb(err)
}

exports.settleWrite = function settleWrite(pipe, err) {
  const cb = pipe._pendingWrite

  if (cb === null) return

  pipe._pendingWrite = null
  cb(err)
}

exports.settleFinal = function settleFinal(pipe, err) {
  const cb = pipe._pendingFinal

  if (cb === null) return

  pipe._pendingFinal = null
  cb(err)
}

exports.settleDestroy = function settleDestroy(pipe, err) {
  const cb = pipe._pendingDestroy

  if (cb === null) return

  pipe._pendingDestroy = null
  cb(err)
}
