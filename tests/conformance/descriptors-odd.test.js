// Descriptors that nobody would open a pipe on.
const test = require('./support/test')
const { Pipe } = require('./subject')
const { socketDescriptors, balance } = require('./support/descriptors')
const { once, record, turns } = require('./support/events')
const { listening, closed } = require('./support/pair')
const { plainPair, gone } = require('./support/channel')

/** What becomes of a pipe on `fd`, which is read from, written to and destroyed. */
async function use(fd) {
  const pipe = new Pipe()
  const log = record(pipe, ['connect', 'data', 'error', 'close'])
  pipe.open(fd)
  pipe.resume()
  pipe.write('x', () => {})
  await turns(2)
  pipe.destroy()
  await closed(pipe)
  return log
}

test("O5 a server's descriptor is EEXIST, and the server goes on", async (t) => {
  const balanced = balance(t)
  const before = socketDescriptors()
  const { server, path, close } = listening(t)
  const fd = socketDescriptors().find((number) => !before.includes(number))
  t.alike(await use(fd), ['error:EEXIST', 'close'])
  const connection = once(server, 'connection')
  const client = new Pipe(path)
  await connection
  client.destroy()
  await closed(client)
  await close()
  balanced()
})

test('O5 that of a pipe, which a server has accepted or that has connected, is EEXIST', async (t) => {
  const balanced = balance(t)
  const before = socketDescriptors()
  const [a, b] = plainPair()
  const fds = socketDescriptors().filter((number) => !before.includes(number))
  t.is(fds.length, 2)
  for (const fd of fds) t.alike(await use(fd), ['error:EEXIST', 'close'])
  const heard = once(b, 'data')
  a.write('goes on')
  t.is((await heard).toString(), 'goes on')
  await gone(a, b)
  balanced()
})

test('O3 a number that is used again after the close is another descriptor', async (t) => {
  const balanced = balance(t)
  let number = -1
  for (let i = 0; i < 50; i++) {
    const [fd, other] = Pipe.socketpair()
    if (number === -1) number = fd
    t.is(fd, number, 'the same number, each time')
    const pipe = new Pipe(fd)
    const peer = new Pipe(other)
    const heard = once(pipe, 'data')
    peer.write(String(i))
    t.is((await heard).toString(), String(i))
    await gone(pipe, peer)
  }
  balanced()
})

test('V2 the callback of a listen that was closed first is called by the next one', async (t) => {
  const { path, server, close } = listening(t)
  await close()
  const log = []
  server.listen(path, () => log.push('first'))
  await new Promise((resolve) => server.close(resolve))
  t.alike(log, [], 'as with any once-listener')
  server.listen(path, () => log.push('second'))
  await turns(1)
  t.alike(log, ['first', 'second'])
  await new Promise((resolve) => server.close(resolve))
})
