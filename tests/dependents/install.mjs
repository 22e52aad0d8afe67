// Puts the package, as npm packs it now, in the place of the one that the set-up has installed, and
// makes sure that every dependent finds that one and no other.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder, unpack } from '../package/pack.mjs'

const folder = fileURLToPath(new URL('.', import.meta.url))
const installed = path.join(folder, 'node_modules', 'bare-pipe')
const dependents = ['bare-ipc', 'bare-net', 'bare-stdio', 'bare-subprocess', 'bare-tcp']

assert.ok(fs.existsSync(path.dirname(installed)), 'Set up first: scripts/setup.sh test')
fs.rmSync(installed, { recursive: true, force: true })
fs.cpSync(unpack(temporaryFolder()), installed, { recursive: true })

const copies = run('find', ['.', '-type', 'd', '-path', '*/node_modules/bare-pipe'])
assert.deepEqual(copies.trim().split('\n'), ['./node_modules/bare-pipe'])

const { version } = JSON.parse(fs.readFileSync(path.join(installed, 'package.json'), 'utf8'))
const tree = JSON.parse(run('npm', ['ls', 'bare-pipe', '--json', '--offline']))
for (const name of dependents) {
  assert.equal(tree.dependencies[name].dependencies['bare-pipe'].version, version, name)
}
console.log(`${dependents.join(', ')}: all of them on ${version}, in one copy`)

function run(command, args) {
  return execFileSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore']
  })
}
