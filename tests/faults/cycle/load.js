/*
 * The package is loaded, and used for the first time, while something fails: either that is told, or
 * everything works. A process can load an addon but once.
 *
 *   load.js count    how often each call happens
 *   load.js FAULT    FAULT is JSON
 *
 * Tells on the standard output, in a line of JSON.
 */
const { fs, host } = require('../../conformance/support/platform')
const control = require('./control')
const { silence } = require('./excuses')

/* How many turns of the loop a package is used that may not work, and not say so. */
const TURNS = 20

const [command] = host.argv.slice(2)
const fault = command === 'count' ? null : JSON.parse(command)

host.on('uncaughtException', end)

if (fault === null) control.count()
else control.arm(fault)

try {
  use(require('../../..'))
  if (silence(fault)) after(TURNS, end)
} catch (err) {
  end(err)
}

/* Of what may be silent nothing is asked but not to crash. */
function after(turns, fn) {
  if (turns === 0) fn()
  else setImmediate(after, turns - 1, fn)
}

function use(Pipe) {
  const [a, b] = Pipe.socketpair().map((fd) => new Pipe(fd))
  let text = ''
  b.on('data', (chunk) => (text += chunk))
  b.on('end', () => b.end())
  b.on('close', () => {
    const counts = control.counts()
    const struck = control.disarm()
    tell({ counts, struck, defects: text === 'works' ? [] : ['does not work'] })
  })
  a.resume()
  a.end('works')
}

/* An exception is a report. */
function end(err) {
  const struck = control.disarm()
  tell({ counts: {}, struck, defects: fault === null ? [`fails: ${err.stack}`] : [] })
  host.exit(0)
}

function tell(message) {
  if (silence(fault)) message.defects = []
  fs.writeSync(1, Buffer.from(`${JSON.stringify(message)}\n`))
}
