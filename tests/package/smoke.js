// Loads the package on one Bare, and says whether the addon that was asked for is the one in use: when
// a build leaves none behind, require.addon() takes any that it finds in a folder further up.
// Arguments: the addon's path, the version that Bare must have.
const [, , addon, version] = Bare.argv

const Pipe = require('bare-pipe')
const { state } = require('bare-pipe/constants')
const errors = require('bare-pipe/errors')

function check(what, holds) {
  console.log(`${holds ? 'ok' : 'FAILED'}: ${what}`)
  if (!holds) Bare.exitCode = 1
}

// Newer versions of Bare keep addons in the cache of modules, older ones in one of their own.
function loadedAddons() {
  const urls = [...Object.keys(Bare.Addon.cache), ...Object.keys(require.cache)]
  return urls.filter((url) => url.endsWith('/bare-pipe.bare')).map(decodeURI)
}

check(`Bare ${Bare.version}`, Bare.version === `v${version}`)
check(`the addon is ${loadedAddons()}`, loadedAddons().join() === `file://${addon}`)
check('./constants is a static too', state === Pipe.constants.state && state.CONNECTED === 2)
check('./errors is a static too', errors === Pipe.errors)

const [read, write] = Pipe.pipe()
const reader = new Pipe(read)
const received = []

reader.on('data', (chunk) => received.push(chunk.toString()))
new Pipe(write).end('through a pipe')

Bare.on('exit', () => check('bytes go through a pipe', received.join('') === 'through a pipe'))
