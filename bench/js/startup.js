// Loads what `main.js`'s adapter would, and nothing else: `startup.js <adapter>|dependencies`.

const platform = require('./platform.js')

const loads = {
  dependencies: () => {
    require('bare-events')
    require('bare-stream')
  },
  'bare-pipe': () => {
    loads.dependencies()
    require('./adapters/bare-pipe.js')
  },
  'bare-pipe-npm': () => {
    loads.dependencies()
    require('./adapters/bare-pipe-npm.js')
  }
}

loads[platform.arguments[0]]()
