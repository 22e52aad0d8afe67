/* The same on Node.js, whose Buffer is a function of its own: constructed as one, every access to a chunk is slow. */
exports.allocate = function allocate(length) {
  return Buffer.alloc(length)
}
