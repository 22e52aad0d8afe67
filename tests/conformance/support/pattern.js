/** `length` bytes that tell where they are, and which `seed` they come from. */
exports.pattern = function pattern(length, seed = 0) {
  const bytes = Buffer.alloc(length)
  for (let i = 0; i < length; i++) bytes[i] = (i ^ (i >> 8) ^ ((i >> 16) * 29) ^ seed) & 0xff
  return bytes
}
