/* A Buffer of `length` zeroes in the engine's heap, where that is small enough for it. */
exports.allocate = function allocate(length) {
  return Reflect.construct(Uint8Array, [length], Buffer)
}
