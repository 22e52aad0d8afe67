// What situations are made of. The module is asked for when a situation is, not when this file is read.
const module_ = () => require('../stage').module

/** A new pipe, whose errors are heard. */
exports.pipe = function pipe(world, ...args) {
  const Pipe = module_()
  return exports.heard(world, new Pipe(...args))
}

/** A new server, whose errors are heard. */
exports.server = function server(world, options) {
  return exports.heard(world, module_().createServer(options))
}

exports.heard = function heard(world, object) {
  object.on('error', () => {})
  return world.adopt(object)
}

/** Two connected pipes; what is written to either is checked when it arrives at the other. */
exports.pair = function pair(world, options = {}) {
  const fds = module_()
    .socketpair()
    .map((fd) => world.descriptors.own(fd))
  const [a, b] = fds.map((fd) => exports.pipe(world, options).open(fd))
  world.traffic.connect(a, b)
  return [a, b]
}

/** A client and what the server has accepted for it. */
exports.connection = function connection(world, options) {
  const server = exports.server(world, options)
  const path = world.places.forServer()
  const client = exports.pipe(world, options)
  const link = world.traffic.written(client)
  server.once('connection', (accepted) => {
    exports.heard(world, accepted)
    // One that listens for the second time has lost the client that came first.
    if (world.records.get(server).closes > 0) return
    world.traffic.arrives(link, accepted)
    world.traffic.direct(accepted, client)
  })
  server.listen(path)
  client.connect(path)
  return { server, client, path }
}

/** Reads whatever comes. */
exports.flow = function flow(pipe) {
  pipe.on('data', () => {})
  return pipe
}
