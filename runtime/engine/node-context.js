/* The asynchronous context of Node.js, which AsyncLocalStorage keeps its store in. */
const { AsyncResource } = require('async_hooks')

/** A function that calls `fn` in the context of now, whenever it is called. */
exports.keep = function keep(fn) {
  return AsyncResource.bind(fn, 'bare-pipe.write')
}
