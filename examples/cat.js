// Copies its standard input to its standard output, whatever the two are: terminals, pipes, files.
// With --progress it tells on the standard error how it is getting on.
const Pipe = require('bare-pipe')

const MiB = 1024 * 1024
const STEP = 32 * MiB

const input = new Pipe(0)
const output = new Pipe(1)

input.on('error', fail)
output.on('error', fail)

if (Bare.argv.includes('--progress')) report(input)

input.pipe(output)

function fail(err) {
  console.error(`cat: ${err.message}`)
  Bare.exit(1)
}

function report(pipe) {
  const started = Date.now()
  let copied = 0

  pipe.on('data', (chunk) => {
    const step = Math.floor(copied / STEP)
    copied += chunk.byteLength
    if (Math.floor(copied / STEP) > step) say('so far')
  })
  pipe.on('end', () => say('in all'))

  function say(when) {
    const seconds = Math.max(Date.now() - started, 1) / 1000
    const size = copied / MiB
    console.error(`${size.toFixed(0)} MiB ${when}, ${(size / seconds).toFixed(0)} MiB a second`)
  }
}
