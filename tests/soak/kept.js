// Chunks that somebody keeps, compared once more before they are let go.

/* How many bytes are kept at most. */
const CAPACITY = 8 << 20

module.exports = class Kept {
  constructor(tally) {
    this.tally = tally
    this.chunks = []
    this.size = 0
  }

  /** Keeps `chunk`, which `sequence` has just checked. */
  add(chunk, sequence, label) {
    const position = sequence.position - chunk.byteLength
    this.chunks.push({ chunk, sequence, position, label })
    this.size += chunk.byteLength
    if (this.size > CAPACITY) this.release()
  }

  /** Checks them all, and keeps none. */
  release() {
    for (const { chunk, sequence, position, label } of this.chunks) {
      if (Buffer.compare(chunk, sequence.at(position, chunk.byteLength)) === 0) continue
      this.tally.corrupt += chunk.byteLength
      this.tally.fail(`${label}: a chunk that was kept has changed`)
    }
    this.chunks = []
    this.size = 0
  }
}
