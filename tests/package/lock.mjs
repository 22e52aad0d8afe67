// A lock file for a project that depends on the packed package, taken from the project's own: with it
// npm finds everything by its hash in the cache that the set-up has filled, and needs no network.
import fs from 'node:fs'
import path from 'node:path'
import { root } from './pack.mjs'

// Writes package.json and package-lock.json into `folder`. `packed` is what pack() returned; `others`
// are names of packages that the project's own lock holds.
export function writeProject(folder, packed, others) {
  const known = readJSON(path.join(root, 'package-lock.json')).packages
  const own = known['']
  const dependencies = { 'bare-pipe': `file:${packed.filename}` }
  for (const name of others) dependencies[name] = known[`node_modules/${name}`].version

  const packages = {
    '': { name: 'application', version: '1.0.0', dependencies },
    'node_modules/bare-pipe': {
      version: packed.version,
      resolved: `file:${packed.filename}`,
      integrity: packed.integrity,
      dependencies: own.dependencies,
      peerDependencies: own.peerDependencies,
      peerDependenciesMeta: own.peerDependenciesMeta
    }
  }
  for (const name of [...Object.keys(own.dependencies), ...others]) add(name)

  writeJSON(path.join(folder, 'package.json'), {
    name: 'application',
    version: '1.0.0',
    private: true,
    dependencies
  })
  writeJSON(path.join(folder, 'package-lock.json'), {
    name: 'application',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages
  })

  // With all that a package needs in turn; what npm has nested under it stays nested.
  function add(name) {
    const place = `node_modules/${name}`
    if (packages[place] || !known[place]) return
    for (const [key, entry] of Object.entries(known)) {
      if (key !== place && !key.startsWith(`${place}/`)) continue
      const { dev, optional, peer, ...rest } = entry
      packages[key] = rest
      Object.keys({ ...entry.dependencies, ...entry.peerDependencies }).forEach(add)
    }
  }
}

function readJSON(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

function writeJSON(file, value) {
  fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
}
