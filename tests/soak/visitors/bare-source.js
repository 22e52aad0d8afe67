// A thread of Bare 1.33 finds no modules: its program has to come with all of them in one text.
const { fs } = require('../../conformance/support/platform')

/** The text of a program that does what the file `entry` does, and requires nothing. */
exports.sourceOf = function sourceOf(entry) {
  const modules = {}
  gather(entry, modules)
  return `(${run})(${JSON.stringify(modules)}, ${JSON.stringify(entry)})`
}

function gather(file, modules) {
  if (file in modules) return
  const text = fs.readFileSync(file, 'utf8')
  const parent = new URL(`file://${file}`)
  const module = { text, links: {}, addons: {} }
  modules[file] = module
  if (file.endsWith('.json')) return
  for (const [, name] of text.matchAll(/\brequire\(\s*['"]([^'"]+)['"]/g)) {
    const target = found(() => require.resolve(name, parent))
    if (target === null || !target.startsWith('/')) continue
    module.links[name] = target
    gather(target, modules)
  }
  for (const [, name = '.'] of text.matchAll(/\brequire\.addon\(\s*(?:['"]([^'"]+)['"])?/g)) {
    const target = found(() => require.addon.resolve(name, parent))
    if (target !== null) module.addons[name] = `file://${target}`
  }
}

/* What is only required on another engine is not there on this one. */
function found(resolve) {
  try {
    return resolve()
  } catch {
    return null
  }
}

/* The loader that the program begins with. */
function run(modules, entry) {
  const loaded = {}
  load(entry)

  function load(file) {
    if (file in loaded) return loaded[file].exports
    const { text, links, addons } = modules[file]
    const module = { exports: {} }
    loaded[file] = module
    if (file.endsWith('.json')) return (module.exports = JSON.parse(text))
    const require = (name) => load(links[name])
    require.addon = (name = '.') => Bare.Addon.load(new URL(addons[name])).exports
    new Function('module', 'exports', 'require', text)(module, module.exports, require)
    return module.exports
  }
}
