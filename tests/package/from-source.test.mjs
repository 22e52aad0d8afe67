// Usage: from-source.test.mjs <bare> <cmake>
// Builds the addons from nothing but the package, bare-headers and the headers of Node.js, and loads
// what was built.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { root, temporaryFolder, unpack } from './pack.mjs'

const [, , bare, cmake] = process.argv
const folder = temporaryFolder()
const source = unpack(folder)
const modules = path.join(folder, 'node_modules')
const prebuilds = path.join(source, 'prebuilds')

fs.rmSync(prebuilds, { recursive: true })
for (const name of fs.readdirSync(path.join(root, 'node_modules'))) {
  if (name === 'bare-pipe' || name.startsWith('.')) continue
  fs.symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name))
}

run(cmake, ['-S', source, '-B', path.join(folder, 'build'), '-DCMAKE_BUILD_TYPE=Release'])
run(cmake, ['--build', path.join(folder, 'build')])

const [platform] = fs.readdirSync(prebuilds)
const smoke = path.join(folder, 'smoke.js')

fs.copyFileSync(path.join(root, 'tests', 'package', 'smoke.js'), smoke)
loads(bare, 'bare-pipe.bare')
loads(process.execPath, 'bare-pipe.node')

function loads(executable, name) {
  const addon = path.join(prebuilds, platform, name)
  const version = run(executable, ['--version']).trim().replace(/^v/, '')
  run(executable, [smoke, addon, version])
  console.log(`Built ${path.relative(source, addon)} from the package alone, and loaded it`)
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: folder, encoding: 'utf8', timeout: 100000 })
  assert.equal(result.status, 0, `${command} ${args[0]}:\n${result.stdout}${result.stderr}`)
  return result.stdout
}
