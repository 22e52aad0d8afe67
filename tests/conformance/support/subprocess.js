// bare-subprocess finds its pipes under the name bare-pipe. To see it work with the class under
// test, that class is put in the place of the one it would find, for as long as it loads.
const { path } = require('./platform')
const { exists } = require('./directory')

let loaded = null

/** Spawns a process whose stdio are pipes of class `Pipe`; the file must not load bare-subprocess before. */
exports.spawnWith = function spawnWith(Pipe, file, args, options) {
  if (loaded === null) loaded = load(Pipe)
  return loaded.spawn(file, args, options)
}

function load(Pipe) {
  const dependency = dependencyOf(path.dirname(require.resolve('bare-subprocess')))
  require(dependency)
  const url = Object.keys(require.cache).find((name) => name.endsWith(dependency))
  const found = require.cache[url].exports
  require.cache[url].exports = Pipe
  const subprocess = require('bare-subprocess')
  require.cache[url].exports = found
  return subprocess
}

/** The bare-pipe that bare-subprocess itself depends on. */
function dependencyOf(directory) {
  const nested = path.join(directory, 'node_modules/bare-pipe/index.js')
  return exists(nested) ? nested : path.join(directory, '../bare-pipe/index.js')
}
