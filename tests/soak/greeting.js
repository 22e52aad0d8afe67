// The first bytes of a connection to a service: which one it is, and what it is to know.

/** Sends `header`, a small object. */
exports.greet = function greet(pipe, header) {
  const text = Buffer.from(JSON.stringify(header))
  const bytes = Buffer.alloc(2 + text.byteLength)
  bytes.writeUInt16LE(text.byteLength, 0)
  text.copy(bytes, 2)
  pipe.write(bytes)
}

/** Puts a header together from chunks, however they are cut. */
exports.Greeting = class Greeting {
  constructor() {
    this.bytes = Buffer.alloc(0)
  }

  /** Takes a chunk; returns `{ header, rest }` when that was the last of it, null before. */
  add(chunk) {
    this.bytes = Buffer.concat([this.bytes, chunk])
    if (this.bytes.byteLength < 2) return null
    const end = 2 + this.bytes.readUInt16LE(0)
    if (this.bytes.byteLength < end) return null
    const header = JSON.parse(this.bytes.subarray(2, end).toString())
    return { header, rest: this.bytes.subarray(end) }
  }
}
