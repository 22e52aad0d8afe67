// The packages that Bare has for what other runtimes build in; each is loaded when it is first used.
const packages = {
  dgram: 'bare-dgram',
  fs: 'bare-fs',
  os: 'bare-os',
  path: 'bare-path',
  subprocess: 'bare-subprocess',
  tcp: 'bare-tcp'
}

for (const [name, from] of Object.entries(packages)) {
  Object.defineProperty(exports, name, { enumerable: true, get: () => require(from) })
}

exports.name = 'bare'

exports.host = Bare

Object.defineProperty(exports, 'AbortController', {
  enumerable: true,
  get: () => require('bare-abort-controller').AbortController
})

/** Enough garbage for the engine to collect some. */
exports.makeGarbage = function makeGarbage() {
  const garbage = []
  for (let i = 0; i < 200; i++) garbage.push(new Array(20000).fill(i))
  return garbage.length
}

/** The memory of `buffer` in another ArrayBuffer, of `length` bytes if that is said. */
exports.transfer = function transfer(buffer, ...length) {
  return buffer.transfer(...length)
}

/** Spawns a process, as `spawn(file, args, options)`; its stdio are streams. */
exports.spawn = function spawn(...args) {
  return exports.subprocess.spawn(...args)
}
