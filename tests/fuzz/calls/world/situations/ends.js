const { flow, pair, pipe } = require('./make')

/** Both ends of a one-way pipe. */
function ends(world) {
  const { module: Pipe } = require('../stage')
  const [read, write] = Pipe.pipe().map((fd) => pipe(world, world.descriptors.own(fd)))
  world.traffic.direct(write, read)
  return { read, write }
}

exports['one way'] = (world) => ends(world)

exports['one way, flowing'] = (world) => flow(ends(world).read)

exports['one way, nobody reads'] = (world) => ends(world).read.destroy()

exports['a file to read'] = (world) => flow(pipe(world, world.descriptors.take('file to read')))

exports['a file to write'] = (world) =>
  pipe(world, world.descriptors.take('file to write')).write('first')

exports['a FIFO'] = (world) => flow(pipe(world, world.descriptors.take('FIFO')))

exports['the null device'] = (world) => pipe(world, world.descriptors.take('null device'))

exports['a directory'] = (world) => pipe(world, world.descriptors.take('directory'))

exports['opened twice'] = (world) => {
  const fd = world.descriptors.take('socket')
  pipe(world, fd)
  pipe(world, fd)
}

exports['handle on its way'] = (world) => {
  const [a, b] = pair(world, { ipc: true })
  const [c] = pair(world)
  b.on('handle', () => {
    try {
      b.accept(pipe(world))
    } catch {
      // A step of the round was faster.
    }
  })
  flow(b)
  a.write('with a handle', c)
}

exports['handle that nobody claims'] = (world) => {
  const [a, b] = pair(world, { ipc: true })
  const [c] = pair(world)
  flow(b)
  for (let i = 0; i < 3; i++) a.write('another handle', c)
}

exports['handle that waits'] = (world) => {
  const [a] = pair(world, { ipc: true })
  const [c] = pair(world)
  a.write('with a handle', c)
}
