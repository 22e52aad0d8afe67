/* Signals that end a pipe or a server when they abort, for as long as it is there to be ended. */

/* Calls `abort` with the object and the signal's reason when `signal` aborts. */
exports.watch = function watch(object, signal, abort) {
  const onabort = () => {
    exports.unwatch(object)
    abort(object, signal.reason)
  }

  signal.addEventListener('abort', onabort)
  object._watched = { signal, onabort }
}

/* The signal, which may outlive many of those that it ends, forgets this one. */
exports.unwatch = function unwatch(object) {
  const watched = object._watched

  if (watched === null) return

  object._watched = null

  try {
    watched.signal.removeEventListener('abort', watched.onabort)
  } catch (err) {
    // It is the program's signal: what is being closed goes on.
    queueMicrotask(() => {
      throw err
    })
  }
}
