// Writes to its standard output or standard error, through the package in the argument.
const [name, stream, text] = Bare.argv.slice(2)

const streams = {
  'bare-stdio': () => {
    const stdio = require('bare-stdio')
    return stream === 'stdout' ? stdio.out : stdio.err
  },
  'bare-process': () => require('bare-process')[stream],
  'bare-pipe': () => new (require('bare-pipe'))(stream === 'stdout' ? 1 : 2)
}

const out = streams[name]()
out.write(text, (err) => {
  if (err) Bare.exitCode = 1
  if (name === 'bare-pipe') out.destroy()
})
