// The package holds what files.txt lists, no more and no less, and stays small.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { pack, root, temporaryFolder } from './pack.mjs'

const MAXIMUM_UNPACKED = 656 * 1024

const packed = pack(temporaryFolder())
const actual = packed.files.map((file) => file.path)

const patterns = fs
  .readFileSync(new URL('files.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))

const expected = patterns.flatMap(matches)
assert.deepEqual(
  {
    missing: expected.filter((file) => !actual.includes(file)),
    surplus: actual.filter((file) => !expected.includes(file))
  },
  { missing: [], surplus: [] }
)
assert.ok(packed.unpackedSize < MAXIMUM_UNPACKED, `unpacked: ${packed.unpackedSize} bytes`)

console.log(`${actual.length} files, ${packed.size} bytes packed, ${packed.unpackedSize} unpacked`)

// The files of the sources that a line of files.txt stands for; a star is all but a slash.
function matches(pattern) {
  const folder = path.dirname(pattern)
  const [before, after] = path.basename(pattern).split('*')
  if (after === undefined) return [pattern]
  const names = fs
    .readdirSync(path.join(root, folder))
    .filter((name) => name.startsWith(before) && name.endsWith(after))
  assert.ok(names.length > 0, `${pattern} matches nothing`)
  return names.map((name) => `${folder}/${name}`)
}
