const tcp = require('bare-tcp')
const Pipe = require('bare-pipe')
const { spawn } = require('bare-subprocess')
const test = require('./support/test')
const { fork, once, text, receive, gone } = require('./support/process')

test.ours()

test('the stdio of a child are pipes of this package', async (t) => {
  const child = spawn('/bin/sh', ['-c', 'cat; echo aside >&2; exit 3'])
  for (const stream of [child.stdin, child.stdout, child.stderr]) t.ok(stream instanceof Pipe)
  const outputs = [text(child.stdout), text(child.stderr), once(child, 'exit')]
  child.stdin.write('first ')
  child.stdin.end('second')
  t.alike(await Promise.all(outputs), ['first second', 'aside\n', 3])
})

test('a megabyte there and back', async (t) => {
  const child = spawn('cat', [])
  const results = [text(child.stdout), once(child, 'exit')]
  const input = 'abcdefghijklmnop'.repeat(65536)
  child.stdin.end(input)
  const [output, code] = await Promise.all(results)
  t.ok(output === input)
  t.is(code, 0)
})

for (const serialization of ['json', 'advanced']) {
  test(`messages over an IPC channel, ${serialization}`, async (t) => {
    const child = start(serialization)
    const messages = [1, 'text', null, true, { nested: [1, { deep: 'x'.repeat(200000) }] }]
    if (serialization === 'advanced') messages.push(new Date(0), new Map([[1, 2]]), 12n)
    for (const message of messages) {
      const answer = once(child, 'message')
      child.send(message)
      t.alike(await answer, { answer: message })
    }
    await stop(t, child)
  })

  test(`handles over an IPC channel, both ways, ${serialization}`, async (t) => {
    const child = start(serialization)
    for (const [pair, kind] of [
      [pipes, Pipe],
      [sockets, tcp.Socket]
    ]) {
      const [sent, other] = await pair()
      const said = receive(other, 14)
      const answered = new Promise((resolve) =>
        child.once('message', (message, handle) => resolve([message, handle]))
      )
      child.send({ n: 1 }, sent)
      t.is(await said, 'says the child')
      const [message, returned] = await answered
      t.alike(message, { back: { n: 1 } })
      t.ok(returned instanceof kind)
      await gone(sent)
      const through = receive(other, 7)
      returned.write('through')
      t.is(await through, 'through')
      await gone(returned, other)
    }
    await stop(t, child)
  })
}

test('many handles in a row arrive with their own messages', async (t) => {
  const child = start('json')
  const others = []
  const returned = []
  const all = new Promise((resolve) => {
    child.on('message', ({ back }, handle) => {
      returned.push([back, handle])
      if (returned.length === 50) resolve()
    })
  })
  for (let i = 0; i < 50; i++) {
    const [sent, other] = pipes()
    others.push(other)
    child.send(i, sent, () => sent.destroy())
  }
  await all
  for (const [i, handle] of returned) {
    const said = receive(others[i], 14 + String(i).length)
    handle.write(String(i))
    t.is(await said, `says the child${i}`)
  }
  await gone(...others, ...returned.map(([, handle]) => handle))
  await stop(t, child)
})

function start(serialization) {
  const child = fork('answers.js', [], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    serialization
  })
  child.on('error', (err) => {
    throw err
  })
  return child
}

/** Ends the channel; the child must end by itself then. */
async function stop(t, child) {
  const output = text(child.stdout)
  const exit = once(child, 'exit')
  child.disconnect()
  t.is(await output, 'disconnected\n')
  t.is(await exit, 0)
}

function pipes() {
  return Pipe.socketpair().map((fd) => new Pipe(fd, { eagerOpen: false }))
}

async function sockets() {
  const server = tcp.createServer()
  const accepted = once(server, 'connection')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const near = tcp.createConnection(server.address().port, '127.0.0.1')
  const [far] = await Promise.all([accepted, once(near, 'connect')])
  server.close()
  return [near, far]
}
