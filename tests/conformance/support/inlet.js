const { Pipe } = require('../subject')
const { closed } = require('./pair')

/**
 * A pipe that reads as `onread` says, `peer` at its other end, and all that it has read, as `bytes()`.
 * The callback that `onread` has is called as well, and says whether reading goes on.
 */
exports.reader = function reader(t, onread = {}, options = {}) {
  const [ours, theirs] = Pipe.socketpair()
  const peer = new Pipe(theirs, { ipc: options.ipc })
  const read = exports.readerOf(t, ours, onread, options)
  t.teardown(() => destroy(peer))
  return { ...read, peer }
}

/** The same over a descriptor, with nobody at the other end. */
exports.readerOf = function readerOf(t, fd, onread = {}, options = {}) {
  const { buffer = Buffer.alloc(65536), callback = () => {} } = onread
  const parts = []
  const pipe = new Pipe(fd, {
    ...options,
    onread: {
      buffer,
      callback(length, view) {
        parts.push(Buffer.from(view.buffer, view.byteOffset, length).toString('latin1'))
        return callback.call(this, length, view)
      }
    }
  })
  t.teardown(() => destroy(pipe))
  return {
    pipe,
    parts,
    bytes: () => Buffer.from(parts.join(''), 'latin1')
  }
}

async function destroy(pipe) {
  pipe.on('error', () => {})
  pipe.destroy()
  await closed(pipe)
}
