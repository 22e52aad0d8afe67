/* A Buffer of the bytes of `view`. Constructed as one, as elsewhere, every access to it would be slow: Node's is a function. */
exports.copy = function copy(view) {
  const chunk = Buffer.alloc(view.length)

  chunk.set(view)

  return chunk
}
