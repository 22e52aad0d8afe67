// A service on a named pipe is replaced twice while its clients keep coming, and none of them is
// refused, lost, or kept waiting for a server that is no longer there.
//
// The successor does it all, and the one before it knows only the word 'retire':
//
//   1. it listens on a name of its own, and gives the socket in service a second name;
//   2. it renames its socket over the path of the service: clients find the one or the other, never
//      nothing;
//   3. it sends 'retire' over the second name. Connections wait in line, so that this one is the last
//      that the old socket is given: whoever came before it has been accepted by then.
//
// The old server closes, answers whom it has, and ends. Closing removes a server's own file and no
// other: not the one that has its name by now.
//
// What it shows it also checks; the exit code is 1 when something does not hold.
const fs = require('bare-fs')
const os = require('bare-os')
const { spawn } = require('bare-subprocess')
const Pipe = require('bare-pipe')

const GENERATIONS = 3
const CLIENTS = 4

// How many answers there are to be from a generation before the next one takes over.
const ENOUGH = 100

// Where a server finds the pipe on which it says that it is in service.
const READY = 3

const [, , role, ...args] = Bare.argv

if (role === 'serve') serve(...args)
else start(role || '/tmp/bare-pipe-restart.sock')

// ---------------------------------------------------------------- a server

function serve(path, generation) {
  const name = `server ${generation}`
  const isFirst = generation === '1'
  const own = isFirst ? path : `${path}.${generation}`

  const server = Pipe.createServer({ allowHalfOpen: false }, (pipe) => {
    pipe.on('error', (err) => check(false, `${name}: ${err.message}`))
    onLines(pipe, (line) => {
      if (line === 'retire') retire()
      else pipe.write(`${line} ${generation}\n`)
    })
  })

  server.on('error', (err) => check(false, `${name}: ${err.message}`))
  server.listen(own, () => {
    if (!isFirst) succeed(own, path)
    say(name, `is in service, pid ${os.pid()}`)
    new Pipe(READY).end('ready\n')
  })

  function retire() {
    say(name, 'accepts no more, and answers whom it has')
    server.close(() => say(name, 'has nobody left, and ends'))
  }
}

// Takes the place of the server on `path`.
function succeed(own, path) {
  const previous = `${path}.previous`

  fs.linkSync(path, previous)
  fs.renameSync(own, path)
  sendRetire(previous, () => fs.unlinkSync(previous))
}

function sendRetire(path, onclose) {
  const pipe = Pipe.createConnection(path, { allowHalfOpen: false })

  pipe.on('error', (err) => check(false, `retire: ${err.message}`))
  pipe.on('close', onclose)
  pipe.resume().end('retire\n')
}

// ---------------------------------------------------------------- the clients, and who starts servers

async function start(path) {
  const tally = { answers: [], running: true }
  const servers = []

  setTimeout(() => {
    check(false, 'all of it happens within twenty seconds')
    abandon(servers)
  }, 20000).unref()

  servers.push(await startServer(path, 1))
  const loyal = converse(path)
  const clients = []
  for (let i = 1; i <= CLIENTS; i++) clients.push(keepComing(path, `client ${i}`, tally))

  for (let generation = 1; generation <= GENERATIONS; generation++) {
    if (generation > 1) servers.push(await startServer(path, generation))
    await enough(tally, generation)
  }
  if (Bare.exitCode) return abandon(servers)

  check((await loyal.ask()) === '1', 'a conversation ends with the server that it began with')
  say('clients', 'the conversation that began with server 1 is still with server 1')
  loyal.end()

  tally.running = false
  const counts = await Promise.all(clients)
  const total = counts.reduce((sum, count) => sum + count)
  const shares = tally.answers.slice(1).map((n, i) => `${n} by server ${i + 1}`)
  say('clients', `have connected ${total} times, and were answered ${shares.join(', ')}`)
  check(tally.answers.slice(1).reduce((sum, n) => sum + n) === total, 'everybody is answered')

  // The last server has bound it under another name, and finds nothing there to remove.
  sendRetire(path, () => fs.unlinkSync(path))
}

// After a failed check there is nobody left to tell the servers to end.
function abandon(servers) {
  for (const server of servers) if (server.exitCode === null) server.kill()
  Bare.exit()
}

// Resolves with its process when the server is in service.
function startServer(path, generation) {
  const [read, write] = Pipe.pipe()
  const stdio = ['ignore', 'inherit', 'inherit', write]
  const subprocess = spawn(os.execPath(), [__filename, 'serve', path, generation], { stdio })

  subprocess.on('exit', (code) => {
    check(code === 0, `server ${generation} ends with exit code ${code}`)
  })
  new Pipe(write).destroy()

  return new Promise((resolve) => {
    const ready = new Pipe(read)
    ready.once('data', () => resolve(subprocess))
    ready.on('end', () => resolve(subprocess))
  })
}

// One connection after another, a question and an answer on each. Resolves with how many.
async function keepComing(path, name, tally) {
  let count = 0
  let last = 1

  while (tally.running && !Bare.exitCode) {
    const question = `${name}, question ${++count}:`
    const answer = await ask(path, question)
    const generation = Number(answer.slice(question.length))

    check(answer.startsWith(`${question} `), `'${question}' is answered, not with '${answer}'`)
    check(generation >= last, `${name} is not sent back from server ${last} to ${generation}`)
    last = generation
    tally.answers[generation] = (tally.answers[generation] || 0) + 1
  }
  return count
}

function ask(path, question) {
  return new Promise((resolve) => {
    const pipe = Pipe.createConnection(path, () => pipe.end(`${question}\n`))
    let answer = ''

    pipe.on('data', (chunk) => (answer += chunk))
    pipe.on('error', (err) => check(false, `${question} ${err.message}`))
    pipe.on('close', () => resolve(answer.trimEnd()))
  })
}

// A connection that stays open. `ask()` resolves with the number of the server at its other end.
function converse(path) {
  const pipe = Pipe.createConnection(path)
  const waiting = []

  pipe.on('error', (err) => check(false, `conversation: ${err.message}`))
  onLines(pipe, (line) => waiting.shift()(line.split(' ')[1]))

  return {
    ask: () => new Promise((resolve) => waiting.push(resolve) && pipe.write('who?\n')),
    end: () => pipe.end()
  }
}

function enough(tally, generation) {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!(tally.answers[generation] >= ENOUGH) && !Bare.exitCode) return
      clearInterval(timer)
      resolve()
    }, 5)
  })
}

// ---------------------------------------------------------------- both

// Calls `online` with each line that arrives, without its end.
function onLines(pipe, online) {
  let rest = ''

  pipe.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    lines.forEach(online)
  })
}

function say(who, what) {
  console.log(`${who.padEnd(8)}  ${what}`)
}

function check(holds, what) {
  if (holds) return
  say('FAILED', what)
  Bare.exitCode = 1
}
