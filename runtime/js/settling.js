/* Continuations that bare-stream has handed out, each of which runs exactly once. */

exports.settle = function settle(stream, name, err) {
  const cb = stream[name]

  if (cb === null) return

  stream[name] = null
  cb(err)
}
