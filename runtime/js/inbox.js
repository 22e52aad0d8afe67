/* What arrives, as the addon brings it: an ArrayBuffer, or the number of bytes in memory of its own. */
const binding = require('#binding')

/* A Buffer of so many zeroes in the engine's heap; an engine may have a way of its own. */
const { allocate = construct } = binding

/* Too few bytes for an ArrayBuffer are here until the addon is heard of again. */
const inbox = new Uint8Array(binding.streamInbox())

/* A Buffer of its own over `chunk`. */
exports.take = function take(chunk) {
  return typeof chunk === 'number' ? copy(chunk) : Buffer.from(chunk)
}

/* As small as this, a typed array needs no memory but the engine's heap. */
function copy(length) {
  const chunk = allocate(length)

  for (let i = 0; i < length; i++) chunk[i] = inbox[i]

  return chunk
}

function construct(length) {
  return Reflect.construct(Uint8Array, [length], Buffer)
}
