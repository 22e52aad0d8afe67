const { os, spawn } = require('../../conformance/support/platform')

/** Starts a visitor on the runtime `program`; `stop()` kills it, `ended()` resolves when it is gone. */
exports.start = function start(program, path, onerror) {
  const stdio = ['ignore', 'inherit', 'inherit']
  const child = spawn(program, [require.resolve('./visitor'), path], { stdio })
  let stopped = false
  const exited = new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      if (!stopped && code !== 0) onerror(new Error(`ended with ${signal || code}`))
      resolve()
    })
  })
  return {
    stop: () => {
      stopped = true
      os.kill(child.pid, os.constants.signals.SIGKILL)
    },
    ended: () => exited
  }
}
