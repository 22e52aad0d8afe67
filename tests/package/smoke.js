// Loads the package on one runtime, and says whether the addon that was asked for is the one in use:
// when a build leaves none behind, an addon of a folder further up must not be taken for it.
// Arguments: the addon's path, the version that the runtime must have.
const host = typeof Bare === 'undefined' ? node() : bare()

const [, , addon, version] = host.argv

const Pipe = require('bare-pipe')
const { state } = require('bare-pipe/constants')
const errors = require('bare-pipe/errors')

function check(what, holds) {
  console.log(`${holds ? 'ok' : 'FAILED'}: ${what}`)
  if (!holds) host.fail()
}

function bare() {
  // Newer versions of Bare keep addons in the cache of modules, older ones in one of their own.
  const loaded = () => [...Object.keys(Bare.Addon.cache), ...Object.keys(require.cache)]

  return {
    argv: Bare.argv,
    version: Bare.version,
    addons: () => loaded().map((url) => decodeURI(url).replace('file://', '')),
    fail: () => (Bare.exitCode = 1),
    onExit: (fn) => Bare.on('exit', fn)
  }
}

function node() {
  return {
    argv: process.argv,
    version: process.version,
    addons: () => Object.keys(require.cache),
    fail: () => (process.exitCode = 1),
    onExit: (fn) => process.on('exit', fn)
  }
}

const addons = host.addons().filter((path) => /\/bare-pipe\.(bare|node)$/.test(path))

check(`the runtime is ${host.version}`, host.version === `v${version}`)
check(`the addon is ${addons}`, addons.join() === addon)
check('./constants is a static too', state === Pipe.constants.state && state.CONNECTED === 2)
check('./errors is a static too', errors === Pipe.errors)

const [read, write] = Pipe.pipe()
const reader = new Pipe(read)
const received = []

reader.on('data', (chunk) => received.push(chunk.toString()))
new Pipe(write).end('through a pipe')

host.onExit(() => check('bytes go through a pipe', received.join('') === 'through a pipe'))
