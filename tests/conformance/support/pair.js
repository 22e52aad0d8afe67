const { Pipe } = require('../subject')
const { socketPath } = require('./directory')
const { once } = require('./events')

/**
 * A client and the pipe that the server has accepted for it. `close()` destroys all of it and
 * resolves when the server is closed; the end of the test does so too.
 */
exports.connectedPair = async function connectedPair(t, options = {}) {
  const path = socketPath(t)
  const server = new Pipe.Server(options.server)
  server.listen(path)
  const client = new Pipe(options.client)
  const accepted = once(server, 'connection')
  const connected = once(client, 'connect')
  client.connect(path)
  const [peer] = await Promise.all([accepted, connected])
  const close = closer(server, [client, peer])
  t.teardown(close)
  return { client, peer, server, path, close }
}

/** A server on a new path that is closed, with all of its connections, when the test is over. */
exports.listening = function listening(t, options, path = socketPath(t)) {
  const server = new Pipe.Server(options)
  const accepted = []
  server.on('connection', (pipe) => accepted.push(pipe))
  server.listen(path)
  const close = closer(server, accepted)
  t.teardown(close)
  return { server, path, accepted, close }
}

/** Closes `server`, so that no more come, and destroys `pipes`; resolves when all are closed. */
function closer(server, pipes) {
  return async () => {
    const stopped = new Promise((resolve) => server.close(resolve))
    for (const pipe of pipes) {
      pipe.on('error', ignore)
      pipe.destroy()
    }
    await Promise.all(pipes.map(closed))
    await stopped
  }
}

/** Resolves when the pipe is closed, at once when it already is. */
function closed(pipe) {
  if (pipe.destroyed) return
  return once(pipe, 'close')
}

function ignore() {}

exports.closed = closed
