// A relay: one UDP socket goes through the hands of three processes while datagrams arrive on it. Each
// process receives its share, stops, and hands the socket to the next. What arrives in between waits in
// the kernel, with the socket: nobody has to bind the port anew, and no datagram is lost.
//
// The sender numbers its datagrams and has at most WINDOW of them on their way, so that the kernel
// has no reason to drop any; each is acknowledged by the process that received it.
//
// What it shows it also checks; the exit code is 1 when something does not hold.
const dgram = require('bare-dgram')
const os = require('bare-os')
const { spawn } = require('bare-subprocess')
const Pipe = require('bare-pipe')

const RUNNERS = ['first', 'second', 'third']
const SHARE = 1000
const TOTAL = SHARE * RUNNERS.length
const WINDOW = 50

// Where a runner finds the pipe that the socket comes over, and the one that it leaves over.
const FROM = 3
const TO = 4

const [, , role, name] = Bare.argv

if (role === 'run') run()
else start()

// ---------------------------------------------------------------- the sender

function start() {
  const pairs = RUNNERS.map(() => Pipe.socketpair())
  const [[ours]] = pairs

  const runners = RUNNERS.map((name, i) => {
    const [, from] = pairs[i]
    const to = i + 1 < RUNNERS.length ? pairs[i + 1][0] : 'ignore'
    const args = [__filename, 'run', name]
    const subprocess = spawn(os.execPath(), args, {
      stdio: ['ignore', 'inherit', 'inherit', from, to]
    })
    subprocess.on('exit', (code) => check(code === 0, `${name} ends with exit code ${code}`))
    return subprocess
  })

  for (const fd of pairs.flat()) if (fd !== ours) close(fd)

  // Paused from the beginning: what arrives before the first runner has the socket waits too.
  const socket = dgram.createSocket('udp4').pause()

  socket.bind(0, '127.0.0.1', () => {
    const { port } = socket.address()
    say('sender', `has bound port ${port}, pid ${os.pid()}, and sends while nobody receives`)
    const report = sendAll(port)

    // A runner waits for as long as a datagram of its share is missing.
    setTimeout(() => {
      check(false, 'all of it happens within ten seconds')
      report()
      runners.forEach(stop)
    }, 10000).unref()

    const channel = new Pipe(ours, { ipc: true })
    channel.write('go\n', socket, (err) => {
      check(!err, 'the socket is sent to the first runner')
      socket.close()
      channel.destroy()
    })
  })
}

// The children have descriptors of their own for the same ends.
function close(fd) {
  new Pipe(fd).destroy()
}

function stop(runner) {
  if (runner.exitCode === null) runner.kill()
}

// Returns the function that ends it and reports, which is called when all has been received.
function sendAll(port) {
  const receivers = new Array(TOTAL)
  let sent = 0
  let acknowledged = 0
  let twice = 0

  const sender = dgram.createSocket('udp4', (message) => {
    const [by, number] = message.toString().split(' ')

    if (receivers[number] === undefined) acknowledged++
    else twice++
    receivers[number] = by

    if (acknowledged === TOTAL) finish()
    else send()
  })

  sender.on('error', (err) => check(false, `sender: ${err.message}`))
  sender.bind(0, '127.0.0.1', send)

  return finish

  function send() {
    while (sent < TOTAL && sent - acknowledged < WINDOW) {
      sender.send(String(sent++), port, '127.0.0.1')
    }
  }

  function finish() {
    if (sender.closing || sender.closed) return
    sender.close()
    say('sender', `sent ${sent} datagrams; ${acknowledged} were received, ${twice} of them twice`)
    checkReceivers(receivers)
    check(acknowledged === TOTAL && sent === TOTAL, 'every datagram is received')
    check(twice === 0, 'none is received twice')
  }
}

function checkReceivers(receivers) {
  const shares = RUNNERS.map((name) => receivers.filter((by) => by === name).length)

  say('sender', RUNNERS.map((name, i) => `${name} received ${shares[i]}`).join(', '))
  for (const share of shares) check(share === SHARE, `each of them receives ${SHARE}`)
}

// ---------------------------------------------------------------- a runner

function run() {
  const from = new Pipe(FROM, { ipc: true })

  from.on('error', (err) => check(false, `${name}: ${err.message}`))
  from.on('handle', (type) => {
    check(type === Pipe.constants.handle.UDP, 'what arrives is a UDP socket')

    // `type: null`, because a socket that knows its family has a descriptor already.
    receive(from.accept(dgram.createSocket({ type: null })))
  })
  from.on('end', () => from.end())
  from.resume()
}

function receive(socket) {
  let count = 0
  let acknowledging = 0
  let first = ''

  socket.on('error', (err) => check(false, `${name}: ${err.message}`))
  socket.on('message', (message, { address, port }) => {
    if (count === 0) first = message
    acknowledging++
    socket.send(`${name} ${message}`, port, address, (err) => {
      check(!err, `${name} acknowledges ${message}`)
      if (--acknowledging === 0 && count === SHARE) passOn(socket)
    })

    if (++count < SHARE) return

    // Takes effect at once: the next datagram stays in the kernel.
    socket.pause()
    say(name, `received ${count} datagrams, number ${first} to ${message}, pid ${os.pid()}`)
  })
}

// Called when all is acknowledged: closing the socket would take back what it has not sent yet.
function passOn(socket) {
  if (name === RUNNERS.at(-1)) return socket.close()

  const to = new Pipe(TO, { ipc: true })

  to.on('error', (err) => check(false, `${name}: ${err.message}`))
  to.write('go\n', socket, (err) => {
    check(!err, `${name} hands the socket over`)
    socket.close()
    to.destroy()
  })
}

// ---------------------------------------------------------------- both

function say(who, what) {
  console.log(`${who.padEnd(6)}  ${what}`)
}

function check(holds, what) {
  if (holds) return
  say('FAILED', what)
  Bare.exitCode = 1
}
