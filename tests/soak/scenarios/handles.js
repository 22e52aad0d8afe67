const Random = require('../random')
const { Sequence } = require('../sequence')
const { first } = require('../streams')
const { gone } = require('../../conformance/support/channel')
const { kinds, targetFor } = require('../../conformance/support/kinds')
const { Pipe } = require('../../conformance/subject')

/** Handles of each kind, used, refused at first or ignored by who receives them, or sent back. */
module.exports = async function handles(run) {
  const { random } = run
  const actions = Array.from({ length: random.between(1, 4) }, () => {
    return random.pick(['use', 'use', 'refuse', 'ignore', 'giveBack'])
  })
  const header = run.header('handles', { actions })
  const channel = run.connect(header, { ipc: true })
  await first(channel.resume(), 'data')
  for (const [index, action] of actions.entries()) {
    const kind = random.pick(kinds)
    const [sent, other] = await kind.pair()
    const conversation = { kind, other, key: Random.derive(header.upKey, index) }
    if (kind.type === Pipe.constants.handle.UDP) conversation.port = sent.address().port
    const { prepare, go } = ways[action]
    const prepared = prepare(run, channel, conversation)
    await send(run, channel, sent)
    await go(run, conversation, prepared)
  }
  channel.end()
  await run.settled(channel)
}

/* Nothing is to be read from what has been sent; only when it is closed is it used. */
async function send(run, channel, sent) {
  const err = await new Promise((resolve) => channel.write('a', sent, resolve))
  if (err) throw run.fail(`a handle could not be sent: ${err.message}`)
  await gone(sent)
}

/* What comes back, once whoever had it has let go of it. */
function takeBack(run, channel, { kind }) {
  let back
  let said = ''
  channel.once('handle', (type) => {
    run.tally.handles++
    run.equal(type, kind.type, 'type of a handle that came back')
    back = channel.accept(targetFor(type))
  })
  return new Promise((resolve) => {
    channel.on('data', function read(chunk) {
      said += chunk
      if (said !== 'backgone') return
      channel.off('data', read)
      resolve(back)
    })
  })
}

/* What is done before a handle is sent, and what with the other end afterwards. */
const ways = {
  use: { prepare: nothing, go: talk },
  refuse: { prepare: nothing, go: talk },
  ignore: { prepare: awaitEnd, go: hearNothing },
  giveBack: { prepare: takeBack, go: giveBack }
}

function nothing() {}

function awaitEnd(run, channel, { kind, other }) {
  if (kind.type === Pipe.constants.handle.UDP) return null
  const ended = first(other, 'end', 'close')
  other.on('error', () => {})
  other.resume()
  return ended
}

async function talk(run, { kind, other, key, port }) {
  if (kind.type === Pipe.constants.handle.UDP) await talkInDatagrams(run, other, port)
  else await talkInBytes(run, other, key)
}

async function talkInBytes(run, other, key) {
  const received = run.verify(other, key)
  const sequence = new Sequence(key)
  const amount = run.amount(100000)
  while (sequence.position < amount) {
    const length = Math.min(amount - sequence.position, 10000)
    if (!other.write(Buffer.from(sequence.take(length)))) await first(other, 'drain', 'close')
  }
  const closed = first(other, 'close')
  other.end()
  await closed
  run.equal(received.position, amount, 'bytes came back')
}

async function talkInDatagrams(run, other, port) {
  for (const length of [1000, 100, 1]) {
    const answer = new Promise((resolve) => other.once('message', resolve))
    const sequence = new Sequence(run.random.next())
    other.send(Buffer.from(sequence.at(0, length)), port, '127.0.0.1')
    run.check(sequence, await answer)
  }
  await gone(other)
}

/* What nobody claims is closed: its peer sees the end of it. */
async function hearNothing(run, { other }, ended) {
  await ended
  await gone(other)
}

/* It works here as it would have there. */
async function giveBack(run, conversation, returned) {
  const { kind, key } = conversation
  const back = await returned
  if (kind.type === Pipe.constants.handle.UDP) {
    back.on('message', (message, { address, port }) => back.send(message, port, address))
    await talk(run, conversation)
    return gone(back)
  }
  const sequence = new Sequence(key)
  const closed = first(back, 'close')
  back.on('data', (chunk) => {
    run.check(sequence, chunk)
    back.write(chunk)
  })
  back.on('end', () => back.end())
  await talk(run, conversation)
  await closed
}
