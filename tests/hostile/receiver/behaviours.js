// What a receiver does with what it gets, each conversation in another way.
const guests = require('./guests')
const { Conversation, Visit, enclosure } = require('./conversation')
const { tally } = require('./tally')

/** What the listeners throw, to be found again among the uncaught exceptions. */
exports.deliberate = new Error('thrown by a listener')

/** Set where nothing that was paused is to go on. */
exports.stalls = false

/** Set to what closes the server and opens another one. */
exports.restart = null

/** Set where the server is left alone for a while. */
exports.calm = false

function restart() {
  if (!exports.calm) exports.restart()
}

const ignores = { name: 'ignores', handle() {} }

const accepts = {
  name: 'accepts',
  handle(conversation, type) {
    accept(conversation, type)
  }
}

function accept(conversation, type) {
  const guest = guests.accept(conversation.pipe, type)
  if (guest === null) return null
  conversation.claimed++
  if (type === 7) listen(guest)
  return guest
}

/** What has been accepted may be somebody who has more to say, and is then no longer a mere guest. */
function listen(guest) {
  const visit = new Visit(guest, accepts)
  visit.onbegin = () => guests.release(guest)
}

const refuses = {
  name: 'refuses',
  handle(conversation, type) {
    guests.refuse(conversation.pipe, type, enclosure())
    if (conversation.types.length % 2 === 0) accept(conversation, type)
  }
}

/** No listener: what comes is closed by whoever has received it. */
const unaware = { name: 'unaware' }

const throwsAtHandles = {
  name: 'throws at handles',
  handle(conversation) {
    if (conversation.types.length % 3 === 0) throws()
  }
}

const throwsAtData = { name: 'throws at data', handle() {}, data: throws }

function throws() {
  tally.thrown++
  throw exports.deliberate
}

const returns = {
  name: 'returns',
  handle(conversation, type) {
    const guest = accept(conversation, type)
    if (guest !== null) conversation.write('h', guest)
  }
}

const pausesAtHandles = {
  name: 'pauses at handles',
  pauses: true,
  handle: pause
}

const pausesAtData = {
  name: 'pauses at data',
  pauses: true,
  handle() {},
  data: pause
}

function pause({ pipe }) {
  pipe.pause()
  if (!exports.stalls) setTimeout(() => pipe.resume(), 1)
}

const destroysAtHandles = {
  name: 'destroys at handles',
  handle(conversation) {
    if (tally.connections % 7 < conversation.types.length) conversation.destroy()
  }
}

const destroysAtData = {
  name: 'destroys at data',
  handle() {},
  data(conversation) {
    if (conversation.frames.count > tally.connections % 50) conversation.destroy()
  }
}

const destroysAtOnce = {
  name: 'destroys at once',
  begin(conversation) {
    conversation.destroy()
  }
}

const endsAtOnce = {
  name: 'ends at once',
  handle() {},
  begin({ pipe }) {
    pipe.end()
  }
}

const closesServerAtOnce = {
  name: 'closes the server at once',
  handle() {},
  begin: restart
}

const closesServerAtHandles = {
  name: 'closes the server at handles',
  handle(conversation) {
    if (conversation.frames.count === 0 && conversation.types.length === 1) restart()
  }
}

const inTurn = [
  accepts,
  ignores,
  refuses,
  unaware,
  throwsAtHandles,
  throwsAtData,
  pausesAtHandles,
  pausesAtData,
  returns,
  destroysAtHandles,
  destroysAtData,
  destroysAtOnce,
  endsAtOnce,
  closesServerAtOnce,
  closesServerAtHandles
]

/** Converses over `pipe`, in the way whose turn it is. */
exports.receive = function receive(pipe) {
  const behaviour = inTurn[tally.connections++ % inTurn.length]
  new Conversation(pipe, behaviour)
}

exports.names = inTurn.map(({ name }) => name)
