const { connection } = require('./make')

exports['other sockets'] = (world) => world.sockets.open()

exports['under a signal'] = (world) => {
  const { AbortController } = require('../../../../conformance/support/platform')
  const { path } = connection(world)
  const { Pipe } = require('../stage').module
  const controller = new AbortController()
  const one = new Pipe()
  one.on('error', () => {})
  world.adopt(one).connect(path, { signal: controller.signal })
  world.later(() => {
    controller.abort()
    world.bring(controller.signal.reason)
  })
}
