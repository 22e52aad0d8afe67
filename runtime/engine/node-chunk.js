/* A Buffer of `length` zeroes. Constructed as one, as elsewhere, every access to it would be slow: Node's is a function. */
exports.allocate = function allocate(length) {
  return Buffer.alloc(length)
}
