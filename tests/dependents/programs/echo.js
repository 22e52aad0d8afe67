// Copies its standard input to its standard output, and tells the number of bytes on standard error.
const process = require('bare-process')

let count = 0

process.stdin.on('data', (chunk) => {
  count += chunk.byteLength
  process.stdout.write(chunk)
})
process.stdin.on('end', () => process.stderr.write(`${count} bytes`))
