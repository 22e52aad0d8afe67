// Serves the path in its argument, and does with what comes everything that a program may do. On its
// standard input, a line each:
//   calm      to leave its server alone
//   restart   to close its server, and to open another one
//   stall     not to resume what it pauses, not to be calm, and to let everybody in
//   report    to print what it has seen so far
// At the end of that input it ends all that it has, and reports for the last time.
const { host } = require('../conformance/support/platform')
const { Pipe } = require('../conformance/subject')
const behaviours = require('./receiver/behaviours')
const conversations = require('./receiver/conversation')
const guests = require('./receiver/guests')
const { beyond, targets } = require('./receiver/held')
const { count, fail, tally } = require('./receiver/tally')

/** Others with each server: messages come in other pieces, and not everybody is let in. */
const sizes = [65536, 1000, 4096, 300]
const limits = [null, null, 3]

const path = host.argv[2]
/** Those that have closed, or never have listened. */
const idle = new Set()

let server = null
let ending = false
let before = null

host.on('uncaughtException', (err) => {
  if (err === behaviours.deliberate) tally.uncaught++
  else fail(`uncaught: ${err.stack}`)
})

behaviours.restart = function restart() {
  server.close()
  serve()
}

warmUp()

/** What stays open after the first use of anything is open before it is counted. */
function warmUp() {
  const [a, b] = Pipe.socketpair()
  const [channel, far] = [a, b].map((fd) => new Pipe({ ipc: true }).open(fd))
  const first = new Pipe.Server().listen(path)
  channel.on('handle', (type) => guests.refuse(channel, type, far))
  channel.on('data', () => {
    channel.destroy()
    far.destroy()
    conversations.endAll()
    first.close(start)
  })
  far.write('x', conversations.enclosure())
}

function start() {
  const input = new Pipe(0)
  input.on('data', (chunk) => {
    for (const line of chunk.toString().trim().split('\n')) commands[line]()
  })
  input.on('end', end)
  setTimeout(() => {
    before = targets()
    tally.refused = 0
    conversations.enclosure()
    serve()
  }, 10)
}

const commands = {
  calm() {
    behaviours.calm = true
    console.log('calm')
  },
  report() {
    console.log(JSON.stringify(tally))
  },
  stall() {
    behaviours.calm = false
    behaviours.stalls = true
    limits.fill(null)
    server.maxConnections = null
  },
  restart: behaviours.restart
}

function serve() {
  const readBufferSize = sizes[tally.servers % sizes.length]
  const opened = new Pipe.Server({ ipc: true, readBufferSize })
  opened.maxConnections = limits[tally.servers++ % limits.length]
  server = opened
  opened.on('connection', behaviours.receive)
  opened.on('drop', () => tally.dropped++)
  opened.on('error', (err) => failed(opened, err))
  opened.on('close', () => idle.add(opened))
  opened.listen(path, () => console.log('listening'))
}

/** Somebody else has the path, or there are no descriptors for a client. */
function failed(opened, err) {
  count(tally.serverErrors, err.code)
  if (err.code !== 'EADDRINUSE') return
  console.log('in use')
  idle.add(opened)
  setTimeout(() => !ending && opened === server && serve(), 10)
}

function end() {
  ending = true
  server.close()
  guests.endAll()
  conversations.endAll()
}

host.on('exit', () => {
  tally.left = beyond(before, targets())
  tally.serversClosed = idle.size
  tally.names = behaviours.names
  console.log(JSON.stringify(tally))
})
