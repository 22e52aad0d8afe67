const { connection, flow, pair, pipe } = require('./make')

const LARGE = 1 << 20

exports.fresh = (world) => pipe(world)

exports['late opener'] = (world) => pipe(world, { eagerOpen: false })

exports['for handles'] = (world) => pipe(world, { ipc: true })

exports.connecting = (world) => connection(world)

exports['connecting in vain'] = (world) => pipe(world, world.places.path('fresh'))

exports['connected pair'] = (world) => pair(world)

exports['flowing pair'] = (world) => pair(world).forEach(flow)

exports['small reads'] = (world) => pair(world, { readBufferSize: 5 }).forEach(flow)

exports['late pair'] = (world) => pair(world, { eagerOpen: false })

exports['ends together'] = (world) => pair(world, { allowHalfOpen: false }).forEach(flow)

exports['pair for handles'] = (world) => pair(world, { ipc: true }).forEach(flow)

exports['paused pair'] = (world) => {
  for (const one of pair(world)) flow(one).pause()
}

exports['ended here'] = (world) => {
  const [a, b] = pair(world)
  flow(b)
  a.end()
}

exports['ended there'] = (world) => {
  const [a, b] = pair(world)
  flow(a).write('before the end')
  b.end('the last')
}

exports['under pressure'] = (world) => {
  const [a] = pair(world)
  while (a.write(world.fill(Buffer.alloc(LARGE / 4)))) continue
  a.write(world.fill(Buffer.alloc(LARGE)))
}

exports['pressure released'] = (world) => {
  const [a, b] = pair(world)
  a.write(world.fill(Buffer.alloc(LARGE)))
  world.later(() => flow(b))
}

exports.corked = (world) => {
  const [a, b] = pair(world)
  flow(b)
  a.cork()
  a.write('held back')
}

exports['written before it is connected'] = (world) => {
  const { client } = connection(world)
  client.write('early')
}

exports['being destroyed'] = (world) => {
  const [a, b] = pair(world)
  flow(b).write('too late')
  a.destroy()
}

exports['destroyed with an error'] = (world) => {
  const [a] = pair(world)
  a.write(world.fill(Buffer.alloc(LARGE)))
  a.destroy(world.bring(new Error('On purpose')))
}

exports['destroyed by a listener'] = (world) => {
  const [a, b] = pair(world)
  a.once('data', () => a.destroy())
  b.write('the end of you')
}

exports['peer gone'] = (world) => {
  const [a, b] = pair(world)
  b.destroy()
  world.later(() => a.write(world.fill(Buffer.alloc(LARGE))))
}

exports.unreferenced = (world) => pair(world).forEach((one) => flow(one).unref())

exports.piped = (world) => {
  const [, a] = pair(world)
  const [b, c] = pair(world)
  a.pipe(b)
  flow(c)
}
