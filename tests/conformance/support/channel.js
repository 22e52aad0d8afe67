const { Pipe } = require('../subject')
const { once } = require('./events')

/** Two connected pipes that handles can travel over, closed when the test is over. */
exports.channel = function channel(t, options = {}) {
  const [a, b] = Pipe.socketpair().map((fd) => new Pipe({ ...options, ipc: true }).open(fd))
  t.teardown(() => exports.gone(a, b))
  return [a, b]
}

/** Two connected pipes that nothing but bytes travels over. */
exports.plainPair = function plainPair() {
  return Pipe.socketpair().map((fd) => new Pipe(fd))
}

/** Destroys streams, closes other sockets, and resolves when all of them are closed. */
exports.gone = function gone(...things) {
  return Promise.all(things.map(end))
}

async function end(thing) {
  if (thing.destroyed || thing.closed === true) return
  const closed = once(thing, 'close')
  thing.on('error', ignore)
  if (typeof thing.destroy === 'function') thing.destroy()
  else thing.close()
  await closed
}

function ignore() {}
