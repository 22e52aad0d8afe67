// A chat room on a named pipe, its server and three clients in one process. It shows two things:
//
// - half-open ends: a client that has said everything ends its half, and goes on listening;
// - back-pressure: the server sends no faster than each client reads, so that a slow one costs time,
//   not memory.
//
// What it shows it also checks; the exit code is 1 when something does not hold.
const Pipe = require('bare-pipe')

const path = Bare.argv[2] || '/tmp/bare-pipe-chat.sock'

const people = [
  { name: 'ada', says: ['Is anybody here?', 'I have to go.'], delay: 0 },
  { name: 'bob', says: ['Here I am.', 'Not so fast!'], delay: 0 },
  { name: 'eve', says: ['I read slowly.'], delay: 2 }
]

const PAGES = 64
const PAGE_LENGTH = 64 * 1024
const ARCHIVE_LENGTH = PAGES * PAGE_LENGTH

serve()

// ---------------------------------------------------------------- the server

function serve() {
  const members = []
  const history = []
  let talking = people.length

  const server = Pipe.createServer(welcome)

  server.on('error', (err) => check(false, err.message))
  server.on('close', () => say('server', 'closed: everybody has left'))
  server.listen(path, () => {
    say('server', `listens on ${server.address()}`)
    people.forEach(join)
  })

  function welcome(pipe) {
    members.push(pipe)
    for (const line of history) pipe.write(line)

    onLines(pipe, (line) => {
      history.push(line)
      for (const member of members) member.write(line)
    })
    pipe.on('end', () => {
      if (--talking === 0) farewell()
    })
  }

  function farewell() {
    say('server', 'everybody has ended one half: sends the archive through the other')
    members.forEach(sendArchive)
    server.close()
  }
}

// Writes until it is told to wait, and goes on with the next `drain`.
function sendArchive(pipe) {
  let page = 0
  let waits = 0
  let unsent = 0
  let peak = 0

  pipe.on('drain', sendPages)
  pipe.on('finish', () => {
    say(
      'server',
      `waited ${waits} times; ${peak / 1024} of ${ARCHIVE_LENGTH / 1024} KiB in memory at most`
    )
    check(waits > 0, 'the server waits for a client that has not read yet')
    check(peak <= ARCHIVE_LENGTH / 8, 'only a small part of the archive waits in memory')
  })
  sendPages()

  function sendPages() {
    while (page < PAGES) {
      unsent += PAGE_LENGTH
      peak = Math.max(peak, unsent)
      const ready = pipe.write(pageOf(page++), () => {
        unsent -= PAGE_LENGTH
      })
      if (ready) continue
      waits++
      return
    }
    pipe.end()
  }
}

// ---------------------------------------------------------------- the clients

function join({ name, says, delay }) {
  const heard = []
  let pages = 0

  const pipe = Pipe.createConnection(path, () => {
    for (const text of says) pipe.write(`${name}: ${text}\n`)
    pipe.end()
  })

  onLines(pipe, (line) => {
    if (line.startsWith('#')) {
      check(line === pageOf(pages++), `${name} gets page ${pages} as it was sent`)
      return
    }
    heard.push(line)
    say(name, `hears ${line.trimEnd()}`)
  })
  if (delay > 0) readSlowly(pipe, delay)

  pipe.on('error', (err) => check(false, `${name}: ${err.message}`))
  pipe.on('close', () => {
    say(name, `has ${pages} pages, and leaves`)
    check(pages === PAGES, `${name} gets the whole archive`)
    for (const person of people) checkHeard(name, heard, person)
  })
}

function readSlowly(pipe, delay) {
  pipe.on('data', () => {
    pipe.pause()
    setTimeout(() => pipe.resume(), delay)
  })
}

function checkHeard(name, heard, person) {
  const expected = person.says.map((text) => `${person.name}: ${text}\n`)
  const actual = heard.filter((line) => line.startsWith(`${person.name}:`))
  check(actual.join('') === expected.join(''), `${name} hears what ${person.name} says, in order`)
}

// ---------------------------------------------------------------- both

function pageOf(number) {
  return `#${number} `.padEnd(PAGE_LENGTH - 1, '.') + '\n'
}

// Calls `online` with each line that arrives, its end included.
function onLines(pipe, online) {
  let rest = ''

  pipe.on('data', (chunk) => {
    rest += chunk.toString()
    const end = rest.lastIndexOf('\n') + 1
    if (end === 0) return
    const lines = rest.slice(0, end).match(/.*\n/g)
    rest = rest.slice(end)
    lines.forEach(online)
  })
}

function say(who, what) {
  console.log(`${who.padEnd(6)}  ${what}`)
}

function check(holds, what) {
  if (holds) return
  say('FAILED', what)
  Bare.exitCode = 1
}
