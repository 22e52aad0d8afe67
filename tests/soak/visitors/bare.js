const { sourceOf } = require('./bare-source')

let source = null

/** Starts a visitor; `stop()` ends it wherever it is, `ended()` returns when it is gone. */
exports.start = function start(path) {
  if (source === null) source = Buffer.from(sourceOf(require.resolve('./visitor')))
  const thread = new Bare.Thread('/visitor.js', { source, data: Buffer.from(path) })
  return {
    stop: () => thread.terminate(),
    // Waits right here: the thread must have nothing left to wait for.
    ended: () => thread.join()
  }
}
