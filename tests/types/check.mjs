// Compiles this folder against the package's declarations, once without and once with what newer
// engines have, and prints every error in either. Errors
// inside the declarations of other packages are theirs; TypeScript's own switch for leaving them out
// would leave out the package's declarations too.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const folder = path.dirname(fileURLToPath(import.meta.url))
const root = path.join(folder, '..', '..')

for (const name of ['tsconfig.json', 'disposable/tsconfig.json']) compile(name)

function compile(name) {
  const config = ts.getParsedCommandLineOfConfigFile(path.join(folder, name), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => fail([diagnostic])
  })

  const program = ts.createProgram(config.fileNames, config.options)
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => isOurs(fileName) && !program.isSourceFileDefaultLibrary(fileName))

  const declarations = ours.filter((file) => file.isDeclarationFile)
  if (declarations.length < 3) {
    console.error(`The package has three entry points, but ${declarations.length} were found`)
    process.exit(1)
  }

  const diagnostics = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...ours.flatMap((file) => ts.getPreEmitDiagnostics(program, file))
  ]
  if (diagnostics.length > 0) fail(diagnostics)

  console.log(`${name}: ${ours.length} files, of which ${declarations.length} declarations`)
}

function isOurs(fileName) {
  return !path.relative(root, fileName).split(path.sep).includes('node_modules')
}

function fail(list) {
  const format = process.stderr.isTTY
    ? ts.formatDiagnosticsWithColorAndContext
    : ts.formatDiagnostics
  console.error(
    format([...new Set(list)], {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => root,
      getNewLine: () => '\n'
    })
  )
  process.exit(1)
}
