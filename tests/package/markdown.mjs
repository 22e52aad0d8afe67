// The code of a Markdown file, and what can be done with it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

// The fenced blocks: { language, text, line }.
export function codeBlocks(markdown) {
  const blocks = []
  for (const match of markdown.matchAll(/^```(\w*)\n([^]*?)^```$/gm)) {
    const line = markdown.slice(0, match.index).split('\n').length
    blocks.push({ language: match[1], text: match[2], line })
  }
  return blocks
}

// Runs each `js` block of `file` with `executable`, in `folder`, unless it needs a package that only
// another runtime has. A `text` block that follows one is what it prints; without one it prints
// nothing. Returns how many ran.
export function runPrograms(file, executable, folder) {
  const foreign = foreignPackages(executable)
  const blocks = codeBlocks(fs.readFileSync(file, 'utf8'))
  let count = 0

  blocks.forEach(({ language, text, line }, i) => {
    if (language !== 'js' || foreign.test(text)) return
    const next = blocks[i + 1]
    const expected = next?.language === 'text' ? next.text : ''
    const where = `${path.basename(file)}:${line}`
    const program = path.join(folder, `program-${++count}.js`)

    fs.writeFileSync(program, text)
    const { status, stdout, stderr } = run(executable, program)
    assert.equal(status, 0, `${where}: exit code ${status}\n${stderr}`)
    assert.equal(stdout, expected, `${where} prints something else`)
  })
  return count
}

// What a program of the runtime in question cannot require.
function foreignPackages(executable) {
  const node = path.basename(executable).startsWith('node')
  return node ? /require\('bare-(?!pipe')/ : /require\('(net|dgram|child_process)'\)/
}

// With its output in files: the pipes that Node.js makes are two-way sockets, and a program that opens
// one has to wait for the other end.
function run(executable, program) {
  const names = ['stdout', 'stderr'].map((stream) => `${program}.${stream}`)
  const descriptors = names.map((name) => fs.openSync(name, 'w'))
  const { status } = spawnSync(executable, [program], {
    cwd: path.dirname(program),
    stdio: ['ignore', ...descriptors],
    timeout: 20000
  })
  descriptors.forEach((fd) => fs.closeSync(fd))
  const [stdout, stderr] = names.map((name) => fs.readFileSync(name, 'utf8'))
  return { status, stdout, stderr }
}

// The paths that `file` links to, as far as they lie in the project.
export function relativeLinks(file) {
  const markdown = fs.readFileSync(file, 'utf8')
  return [...markdown.matchAll(/\]\(([^)#]+)[^)]*\)/g)]
    .map((match) => match[1])
    .filter((target) => !target.includes('://'))
}
