// Makes the package as npm would publish it.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

// A new folder outside the project, gone when the process ends.
export function temporaryFolder() {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'bare-pipe-package-')))
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

// Packs into `folder`. Returns what npm says of it: filename, integrity, files, unpackedSize, …
export function pack(folder) {
  const output = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
  )
  return onlyPackage(JSON.parse(output))
}

// A list of one in most versions of npm, an object with one key in others.
function onlyPackage(report) {
  return Object.values(report)[0]
}

// Unpacks the package into `folder`, as node_modules/bare-pipe, and returns that path.
export function unpack(folder) {
  const { filename } = pack(folder)
  const destination = path.join(folder, 'node_modules', 'bare-pipe')
  fs.mkdirSync(destination, { recursive: true })
  execFileSync('tar', [
    '-xf',
    path.join(folder, filename),
    '-C',
    destination,
    '--strip-components=1'
  ])
  return destination
}
