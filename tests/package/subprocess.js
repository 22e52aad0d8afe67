// Runs where the package is installed: a child process whose standard streams are its pipes. Prints
// what came out of them.
const { spawn } = require('bare-subprocess')

const child = spawn('/bin/sh', ['-c', 'cat; printf aside >&2; exit 3'])
const result = { stdout: '', stderr: '', code: null }

collect('stdout')
collect('stderr')
child.stdin.end('through the child')
child.on('exit', (code) => {
  result.code = code
})

Bare.on('exit', () => console.log(JSON.stringify(result)))

function collect(name) {
  child[name].on('data', (chunk) => {
    result[name] += chunk.toString()
  })
}
