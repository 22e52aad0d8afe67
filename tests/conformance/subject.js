// The module under test: this package by its own name, or whatever BARE_PIPE_SUBJECT names (a
// package name or an absolute path), so that two implementations can be held against one contract.
const { fs, os } = require('./support/platform')

const name = os.hasEnv('BARE_PIPE_SUBJECT') ? os.getEnv('BARE_PIPE_SUBJECT') : 'bare-pipe'

/** What a program gets from `require('bare-pipe/<entry>')`. */
function subpath(entry) {
  if (!name.startsWith('/')) return require(`${name}/${entry}`)
  const target = manifest().exports[`./${entry}`]
  return require(`${name}/${typeof target === 'string' ? target : target.default}`)
}

/** The package.json of the module under test. */
function manifest() {
  if (!name.startsWith('/')) return require(`${name}/package`)
  return JSON.parse(fs.readFileSync(`${name}/package.json`, 'utf8'))
}

exports.Pipe = require(name)
exports.packageName = name
exports.subpath = subpath
exports.manifest = manifest
