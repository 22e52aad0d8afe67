const { Pipe } = require('../../conformance/subject')
const { closed, first } = require('../streams')

/** More clients than `maxConnections`: who is not let in is disconnected, the others are served. */
module.exports = async function limit(run) {
  const most = run.random.between(1, 5)
  const path = run.path()
  let dropped = 0
  let served = 0
  const server = Pipe.createServer((pipe) => {
    served++
    pipe.on('error', (err) => run.fail(`of the server: ${err.message}`))
    pipe.on('end', () => pipe.end('served')).resume()
  })
  server.maxConnections = most
  server.on('drop', () => dropped++)
  server.listen(path)
  const clients = Array.from({ length: most + run.random.between(1, 5) }, () => {
    return run.watch(new Pipe(path), 'ECONNRESET', 'EPIPE')
  })
  let answered = 0
  const all = clients.map(async (client) => {
    client.on('data', () => answered++)
    client.on('end', () => client.end())
    await first(client, 'connect')
    // Nobody leaves before the last has knocked.
    while (served + dropped < clients.length) await new Promise((resolve) => setImmediate(resolve))
    if (!client.destroying) client.end()
    await closed(client)
  })
  await Promise.all(all)
  await new Promise((resolve) => server.close(resolve))
  run.equal(
    `${served} ${answered} ${dropped}`,
    `${most} ${most} ${clients.length - most}`,
    'served'
  )
}
