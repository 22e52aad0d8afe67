const { Worker } = require('worker_threads')

/** Starts a visitor; `stop()` ends it wherever it is, `ended()` resolves when it is gone. */
exports.start = function start(path, onerror) {
  const worker = new Worker(require.resolve('./visitor'), { workerData: path })
  const exited = new Promise((resolve) => worker.once('exit', resolve))
  worker.once('error', onerror)
  return { stop: () => worker.terminate(), ended: () => exited }
}
