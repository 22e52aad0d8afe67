const { fs } = require('./support/platform')
const test = require('./support/test')
const { Pipe } = require('./subject')
const { connectedPair, closed } = require('./support/pair')
const { record, quiet, once, collect, receive, turns } = require('./support/events')
const { temporaryDirectory } = require('./support/directory')
const { shell, command } = require('./support/child')
const { balance } = require('./support/descriptors')

test('W6 end() shuts down the write half and leaves the read half open', async (t) => {
  const { client, peer } = await connectedPair(t)
  const log = record(client, quiet)
  const ended = collect(peer)
  t.is(client.end('question'), client, 'returns this')
  t.is((await ended).toString(), 'question')
  await turns()
  t.alike(log, ['finish'])
  t.is(client.readyState, 'readOnly')
  const answer = collect(client)
  peer.write('an ')
  peer.end('answer')
  t.is((await answer).toString(), 'an answer')
  await Promise.all([closed(client), closed(peer)])
  t.alike(log, ['finish', 'end', 'close'])
})

test('W6 end() takes a chunk, an encoding and a callback', async (t) => {
  for (const [args, text] of [
    [['x'], 'x'],
    [['78', 'hex'], 'x'],
    [[Buffer.from('x')], 'x'],
    [[], ''],
    [['x', 'CB'], 'x'],
    [['78', 'hex', 'CB'], 'x'],
    [['CB'], '']
  ]) {
    const { client, peer, close } = await connectedPair(t)
    let calls = 0
    const received = collect(peer)
    client.end(...args.map((value) => (value === 'CB' ? () => calls++ : value)))
    await once(client, 'finish')
    t.is((await received).toString(), text)
    t.is(calls, args.includes('CB') ? 1 : 0)
    await close()
  }
})

test('W6 ENOTCONN is ignored', async (t) => {
  const perl = 'use Socket; $^F = 9; socket(S, AF_INET, SOCK_DGRAM, 0); exec @ARGV, fileno(S)'
  const result = await shell(`perl -e '${perl}' ${command('ends.js')}`)
  t.is(result.code, 0, result.stderr)
  t.alike(result.lines, [{ readyState: 'open', log: ['finish', 'close'] }])
})

test('W6 so is a descriptor that cannot be shut down by half', async (t) => {
  const path = `${temporaryDirectory(t)}/fifo`
  await shell(`mkfifo '${path}'`)
  const pipe = new Pipe(fs.openSync(path, 'r+'))
  const log = record(pipe, ['end', 'finish', 'error', 'close'])
  const received = receive(pipe, 4)
  pipe.end('last')
  await once(pipe, 'finish')
  t.is((await received).toString(), 'last')
  pipe.destroy()
  await closed(pipe)
  t.alike(log, ['finish', 'close'])
})

test('W6 a one-way pipe closes', async (t) => {
  const balanced = balance(t)
  const [reader, writer] = Pipe.pipe().map((fd) => new Pipe(fd))
  const log = record(writer, ['finish', 'error', 'close'])
  const received = collect(reader)
  writer.end('last')
  await closed(writer)
  t.alike(log, ['finish', 'close'])
  t.is((await received).toString(), 'last')
  await closed(reader)
  balanced()
})

test('W6 with allowHalfOpen: false the write half ends when the peer ends', async (t) => {
  for (const side of ['client', 'server']) {
    const { client, peer, close } = await connectedPair(t, { [side]: { allowHalfOpen: false } })
    const [one, other] = side === 'client' ? [client, peer] : [peer, client]
    const log = record(one, ['end', 'finish', 'close'])
    const ends = collect(other)
    one.write('before the end')
    one.resume()
    other.end()
    await Promise.all([closed(one), closed(other)])
    t.alike(log, ['end', 'finish', 'close'])
    t.is((await ends).toString(), 'before the end')
    await close()
  }
})

test('W6 with allowHalfOpen: true it does not', async (t) => {
  const { client, peer } = await connectedPair(t)
  const log = record(client, quiet)
  client.resume()
  const received = receive(peer, 4)
  peer.end()
  await once(client, 'end')
  await turns()
  t.alike(log, ['end'])
  client.write('more')
  t.is((await received).toString(), 'more')
})
