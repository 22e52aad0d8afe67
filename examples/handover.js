// One process accepts TCP connections and hands each to one of three others, which answer on it. The
// workers share no port, no path and no memory with it: each has one end of a socket pair, and over
// that the live connections travel.
//
// - `pauseOnConnect`: what a client sends is for the worker, so the first process reads none of it;
// - a handle comes before the bytes it was written with: the worker knows whose connection it has;
// - whoever hands over a connection keeps one of its own, and closes it when the other is sent.
//
// What it shows it also checks; the exit code is 1 when something does not hold.
const os = require('bare-os')
const { spawn } = require('bare-subprocess')
const tcp = require('bare-tcp')
const Pipe = require('bare-pipe')

const WORKERS = 3
const CLIENTS = 12

// Where a worker finds its end of the socket pair.
const CHANNEL = 3

const [, , role, name] = Bare.argv

if (role === 'work') work()
else serve()

// ---------------------------------------------------------------- the process that accepts

function serve() {
  const workers = []
  let turn = 0

  for (let i = 1; i <= WORKERS; i++) workers.push(hire(`worker ${i}`))

  const server = tcp.createServer({ pauseOnConnect: true }, (socket) => {
    const worker = workers[turn++ % WORKERS]
    worker.channel.write(`${socket.remotePort}\n`, socket, (err) => {
      check(!err, `${worker.name} is sent a connection`)
      socket.destroy()
    })
  })

  server.listen(0, '127.0.0.1', async () => {
    const { port } = server.address()
    say('server', `listens on port ${port}, pid ${os.pid()}`)

    const asked = []
    for (let i = 1; i <= CLIENTS; i++) asked.push(ask(port, `What is ${i} times ${i}?`))
    const answers = await Promise.all(asked)

    for (const worker of workers) checkShare(worker, answers)
    check(
      answers.every((answer) => workers.some((worker) => worker.name === answer.by)),
      'every connection is answered by a worker'
    )
    server.close(() => {
      clearTimeout(late)
      say('server', 'closed: it holds no connection any more')
    })
    for (const worker of workers) worker.channel.end()
  })

  // A connection that was lost on the way would never close, and neither would the server.
  const late = setTimeout(() => {
    check(false, 'all of it happens within ten seconds')
    Bare.exit()
  }, 10000)
}

function hire(name) {
  const [ours, theirs] = Pipe.socketpair()
  const args = [__filename, 'work', name]
  const subprocess = spawn(os.execPath(), args, { stdio: ['ignore', 'inherit', 'inherit', theirs] })

  subprocess.on('exit', (code) => check(code === 0, `${name} ends with exit code ${code}`))
  close(theirs)

  const channel = new Pipe(ours, { ipc: true })
  channel.on('error', (err) => check(false, `${name}: ${err.message}`)).resume()

  return { name, channel }
}

// The child has a descriptor of its own for the same end.
function close(fd) {
  new Pipe(fd).destroy()
}

function checkShare({ name }, answers) {
  const share = answers.filter((answer) => answer.by === name)
  check(share.length === CLIENTS / WORKERS, `${name} answers ${share.length} of ${CLIENTS}`)
  say('server', `${name} has answered ${share.length} of ${CLIENTS} clients`)
}

// ---------------------------------------------------------------- the clients

// Resolves with the answer and with who has given it.
function ask(port, question) {
  return new Promise((resolve) => {
    const socket = tcp.createConnection(port, '127.0.0.1')
    let text = ''
    let local = 0

    socket.on('connect', () => (local = socket.localPort))
    socket.on('data', (chunk) => (text += chunk))
    socket.on('error', (err) => check(false, `client: ${err.message}`))
    socket.on('close', () => {
      const [by, port, echo] = text.split('; ')
      check(Number(port) === local, `port ${local} is answered as such, not as ${port}`)
      check(echo === question, `the question '${question}' arrives as it was asked`)
      resolve({ by })
    })
    socket.end(question)
  })
}

// ---------------------------------------------------------------- a worker

function work() {
  const channel = new Pipe(CHANNEL, { ipc: true })
  const sockets = []

  channel.on('handle', (type) => {
    check(type === Pipe.constants.handle.TCP, 'what arrives is a TCP socket')
    sockets.push(channel.accept(new tcp.Socket()))
  })

  onLines(channel, (port) => answer(sockets.shift(), port))

  channel.on('error', (err) => check(false, `${name}: ${err.message}`))
  channel.on('end', () => {
    say(name, 'has nothing more to do')
    channel.end()
  })
}

function answer(socket, port) {
  let question = ''

  say(name, `has the connection from port ${port}, pid ${os.pid()}`)
  check(socket.remotePort === Number(port), 'the message is that of its handle')

  socket.on('error', (err) => check(false, `${name}: ${err.message}`))
  socket.on('data', (chunk) => (question += chunk))
  socket.on('end', () => socket.end(`${name}; ${port}; ${question}`))
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
