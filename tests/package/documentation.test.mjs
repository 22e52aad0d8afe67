// Usage: documentation.test.mjs <bare>
// What the documentation says is true: its programs run and print what it shows, its commands exist,
// its links lead somewhere.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { codeBlocks, relativeLinks, runPrograms } from './markdown.mjs'
import { root } from './pack.mjs'

const [, , bare] = process.argv
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'RELIABILITY.md',
  'SECURITY.md',
  'bench/README.md',
  'generated/pipe/API.md'
]

// Inside the project, where its own name leads to it.
fs.mkdirSync(path.join(root, 'build'), { recursive: true })
const folder = fs.mkdtempSync(path.join(root, 'build', 'documentation-'))
process.on('exit', () => fs.rmSync(folder, { recursive: true }))

let programs = 0
for (const executable of [bare, process.execPath]) {
  const count = runPrograms(path.join(root, 'README.md'), executable, folder)
  assert.ok(count >= 3, `README.md has programs for ${executable}`)
  programs += count
}

for (const document of documents) {
  const file = path.join(root, document)
  for (const target of relativeLinks(file)) {
    const exists = fs.existsSync(path.join(path.dirname(file), target))
    assert.ok(exists, `${document} links to ${target}, which does not exist`)
  }
  checkSizes(document)
  for (const block of codeBlocks(fs.readFileSync(file, 'utf8'))) checkCommands(document, block)
}

console.log(`${programs} programs of README.md ran`)

// A row of a table that begins with a link and a number says how many lines the file has.
function checkSizes(document) {
  const markdown = fs.readFileSync(path.join(root, document), 'utf8')
  for (const [, target, number] of markdown.matchAll(/^\| \[[^|]*\]\(([^)]+)\) *\| (\d+) *\|/gm)) {
    const lines = fs.readFileSync(path.join(root, target), 'utf8').split('\n').length - 1
    assert.equal(Number(number), lines, `${document}: ${target} has ${lines} lines`)
  }
}

function checkCommands(document, { language, text }) {
  if (language !== 'sh') return
  for (const [, target] of text.matchAll(/^make ([\w-]+)/gm)) {
    execFileSync('make', ['--dry-run', target], { cwd: root, stdio: 'ignore' })
  }
  for (const [, name] of text.matchAll(/--preset (\w+)/g)) {
    const presets = JSON.parse(fs.readFileSync(path.join(root, 'CMakePresets.json'), 'utf8'))
    assert.ok(
      presets.configurePresets.some((preset) => preset.name === name),
      `${document}: no preset ${name}`
    )
  }
}
