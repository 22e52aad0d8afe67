// node parse.cjs <node_modules> <directory>: names every script and declaration below the directory that
// does not parse.
const fs = require('fs')
const path = require('path')
const vm = require('vm')

const [modules, root] = process.argv.slice(2)
const typescript = require(path.join(modules, 'typescript'))

function* files(directory) {
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name)

    if (entry.isDirectory()) yield* files(file)
    else if (entry.isFile()) yield file
  }
}

function complaint(file) {
  const text = fs.readFileSync(file, 'utf8')

  if (file.endsWith('.d.ts')) {
    const source = typescript.createSourceFile(file, text, typescript.ScriptTarget.Latest)
    const first = source.parseDiagnostics[0]

    return (
      first && `${first.start}: ${typescript.flattenDiagnosticMessageText(first.messageText, ' ')}`
    )
  }

  try {
    vm.compileFunction(text, ['exports', 'require', 'module'], { filename: file })
  } catch (err) {
    return err.stack.split('\n').slice(0, 5).join('\n')
  }
}

let broken = 0

for (const file of files(root)) {
  const text = /\.js$|\.d\.ts$/.test(file) && complaint(file)

  if (!text) continue

  broken++
  console.log(`${file}: ${text}`)
}

process.exitCode = broken ? 1 : 0
