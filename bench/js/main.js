// One end of one measurement: `main.js <adapter> <workload> <role> <path> [name=value …]`.
// The driver reads what an end prints: `ready` once it listens, `start` when the warm-up is over, `done`
// with what it has checked.

const platform = require('./platform.js')

const [adapterName, workloadName, role, path, ...settings] = platform.arguments

const adapters = {
  'bare-pipe': () => require('./adapters/bare-pipe.js'),
  'bare-pipe-npm': () => require('./adapters/bare-pipe-npm.js'),
  net: () => require('./adapters/net.js')
}

const workloads = {
  transfer: () => require('./workloads/transfer.js'),
  onread: () => require('./workloads/onread.js'),
  roundtrips: () => require('./workloads/roundtrips.js'),
  connects: () => require('./workloads/connects.js'),
  handles: () => require('./workloads/handles.js'),
  descriptors: () => require('./workloads/descriptors.js'),
  idle: () => require('./workloads/idle.js'),
  bursts: () => require('./workloads/bursts.js'),
  loopback: () => require('./workloads/loopback.js'),
  echo: () => require('./workloads/echo.js')
}

const options = Object.fromEntries(settings.map((setting) => setting.split('=')))
for (const [name, value] of Object.entries(options)) {
  if (/^\d+$/.test(value)) options[name] = Number(value)
}

const marks = {
  ready: () => console.log('ready'),
  start: () => console.log('start'),
  done: () => console.log('done')
}

// An end stays until the driver ends it: its processor time and its memory are read after `done`.
setInterval(() => {}, 1 << 30)

workloads[workloadName]()[role](adapters[adapterName](), path, options, marks)
