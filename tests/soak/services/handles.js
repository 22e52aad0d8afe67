// Receives handles, and does with each of them what the greeting says.
const Random = require('../random')
const { Sequence } = require('../sequence')
const { Sender } = require('../streams')
const { gone } = require('../../conformance/support/channel')
const { kinds } = require('../../conformance/support/kinds')
const { Pipe } = require('../../conformance/subject')

const actions = { ignore, outlet, refuse, use, giveBack }

/** `header.actions` has the name of one for each handle, in the order in which they come. */
module.exports = function handles(visit) {
  const { pipe, header, tally } = visit
  let arrived = 0
  pipe.on('handle', (type) => {
    const index = arrived++
    tally.handles++
    actions[header.actions[index]](visit, type, Random.derive(header.upKey, index))
  })
  pipe.on('end', () => {
    if (!visit.mayBreak && arrived !== header.actions.length) {
      visit.fail(`${arrived} handles arrived instead of ${header.actions.length}`)
    }
    pipe.end()
  })
  // A handle may overtake the bytes before it, which the greeting must not be among.
  pipe.write('ready')
  return () => {}
}

/* Nobody claims it. */
function ignore() {}

/* An echo on what has arrived. */
function use(visit, type, key) {
  const target = claim(visit, type)
  if (type === Pipe.constants.handle.UDP) echoDatagram(visit, target)
  else echoStream(visit, target, key)
}

/* Into what does not fit at first: that has to be refused, and lose nothing. */
function refuse(visit, type, key) {
  for (const kind of kinds) {
    if (kind.takes.includes(type)) continue
    const wrong = kind.target()
    let code = 'nothing'
    try {
      visit.pipe.accept(wrong)
    } catch (err) {
      code = err.code
    }
    if (code !== 'INVALID_IPC_TARGET') visit.fail(`accept threw ${code} for ${kind.name}`)
    gone(wrong)
  }
  use(visit, type, key)
}

/* Back it goes; the client uses it when it is no longer open here. */
function giveBack(visit, type) {
  const target = claim(visit, type)
  visit.pipe.write('back', target, (err) => {
    if (err) visit.fail(`a handle could not be sent back: ${err.message}`)
    gone(target).then(() => visit.pipe.write('gone'))
  })
}

/* It is the writable end of a pipe. */
function outlet(visit, type, key) {
  const { pipe, header } = visit
  const target = watch(visit, pipe.accept(new Pipe()))
  const sender = new Sender(target, new Sequence(key, 'bytes'), new Random(key))
  // What has been accepted counts as two-way: nothing comes from its other half.
  target.on('finish', () => target.destroy())
  sender.send(header.down).then(() => target.end())
}

function claim(visit, type) {
  const fitting = kinds.filter((kind) => kind.takes.includes(type))
  return watch(visit, visit.pipe.accept(visit.random.pick(fitting).target()))
}

function watch(visit, target) {
  return target.on('error', (err) => visit.fail(`error of a handle: ${err.code} ${err.message}`))
}

function echoStream(visit, target, key) {
  const sequence = new Sequence(key, 'bytes')
  target.on('data', (chunk) => {
    visit.tally.check(sequence, chunk, visit.label)
    if (!target.write(chunk)) target.pause()
  })
  target.on('drain', () => target.resume())
  target.on('end', () => target.end())
}

function echoDatagram(visit, target) {
  target.on('message', (message, { address, port }) => {
    target.send(message, port, address)
    // One of a single byte is the last.
    if (message.byteLength === 1) setImmediate(() => target.close())
  })
}
