// Usage: install.test.mjs <bare>
// Installs the package, as npm packs it, into an empty folder, and uses it there, on each runtime: the
// programs of its README, as a CommonJS and as an ES module; and with the compiler, and a package that
// depends on it by name.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { writeProject } from './lock.mjs'
import { runPrograms } from './markdown.mjs'
import { pack, root, temporaryFolder } from './pack.mjs'

const [, , bare] = process.argv
const folder = temporaryFolder()
const packed = pack(folder)

writeProject(folder, packed, [
  'bare-abort-controller',
  'bare-buffer',
  'bare-subprocess',
  'bare-tcp'
])
install()

const installed = path.join(folder, 'node_modules', 'bare-pipe')
const prebuilds = path.join(installed, 'prebuilds', 'linux-x64')
const runtimes = [
  { executable: bare, addon: path.join(prebuilds, 'bare-pipe.bare') },
  { executable: process.execPath, addon: path.join(prebuilds, 'bare-pipe.node') }
]

for (const runtime of runtimes) {
  loadsItsOwnAddon(runtime)
  importsToo(runtime)
  runsTheReadme(runtime)
}
servesAnotherPackage()
compiles()
console.log('Installed, loaded, run and compiled')

function install() {
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const offline = spawnSync('npm', [...options, '--offline'], { cwd: folder, encoding: 'utf8' })
  if (offline.status === 0) return
  const online = spawnSync('npm', options, { cwd: folder, encoding: 'utf8' })
  if (online.status === 0) return
  console.error(`${offline.stderr}\n${online.stderr}`)
  console.error(
    "npm's cache lacks a dependency of the package, and its registry cannot be reached."
  )
  process.exit(1)
}

function loadsItsOwnAddon({ executable, addon }) {
  const smoke = path.join(folder, 'smoke.js')
  fs.copyFileSync(path.join(root, 'tests', 'package', 'smoke.js'), smoke)
  const version = run(executable, ['--version']).trim().replace(/^v/, '')
  run(executable, [smoke, addon, version])
}

function importsToo({ executable }) {
  const program = path.join(folder, 'esm.mjs')
  fs.copyFileSync(new URL('esm.mjs', import.meta.url), program)
  const { same, text } = JSON.parse(run(executable, [program]))
  assert.ok(same.every(Boolean), `${executable}: ${same}`)
  assert.equal(text, 'imported')
}

function runsTheReadme({ executable }) {
  assert.ok(runPrograms(path.join(installed, 'README.md'), executable, folder) >= 3)
}

// bare-subprocess wants an npm version of the package; the one at hand satisfies it, and is the only one.
function servesAnotherPackage() {
  const copies = run('find', [folder, '-type', 'd', '-path', '*/node_modules/bare-pipe'])
  assert.equal(copies.trim(), installed)

  const program = path.join(folder, 'subprocess.js')
  fs.copyFileSync(new URL('subprocess.js', import.meta.url), program)
  const output = JSON.parse(run(bare, [program]))
  assert.deepEqual(output, { stdout: 'through the child', stderr: 'aside', code: 3 })
}

function compiles() {
  fs.cpSync(path.join(root, 'tests', 'types'), path.join(folder, 'types'), { recursive: true })
  run(process.execPath, [
    path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
    '--project',
    path.join(folder, 'types'),
    '--skipLibCheck'
  ])
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: folder, encoding: 'utf8', timeout: 60000 })
  assert.equal(result.status, 0, `${command} ${args[0]}:\n${result.stdout}${result.stderr}`)
  return result.stdout
}
