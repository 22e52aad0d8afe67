const { connection, flow, heard, pipe, server } = require('./make')

exports['new server'] = (world) => server(world)

exports.listening = (world) => {
  server(world).listen(world.places.forServer())
}

exports['listening for handles'] = (world) => {
  const one = server(world, { ipc: true, pauseOnConnect: true })
  one.on('connection', (accepted) => heard(world, accepted))
  one.listen(world.places.forServer())
}

exports['connected to a server'] = (world) => {
  const { server: one, client } = connection(world)
  flow(client).write('hello')
  one.once('connection', flow)
}

exports['connected for handles'] = (world) => connection(world, { ipc: true })

exports['limited server'] = (world) => {
  const { server: one, path } = connection(world)
  one.maxConnections = 1
  pipe(world, path)
}

exports['closing server'] = (world) => {
  const { server: one } = connection(world)
  world.later(() => one.close())
}

exports['closed server'] = (world) => server(world).close()

exports['failing server'] = (world) => server(world).listen('file')

exports['unreferenced server'] = (world) => server(world).unref().listen(world.places.forServer())

exports['server closed by a listener'] = (world) => {
  const { server: one } = connection(world)
  one.once('connection', () => one.close())
}
