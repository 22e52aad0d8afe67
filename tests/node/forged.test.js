// The addon's own functions, given what the classes never give them, nor what they have made themselves.
const binding = require('#binding')
const test = require('../conformance/support/test')
const { Pipe } = require('../conformance/subject')
const { gone } = require('../conformance/support/channel')
const { isSystemError, thrown } = require('../conformance/support/errors')
const { keptOf } = require('../conformance/support/keeping')
const { codesBeyondOutbox } = require('../conformance/support/outbox')

const TCP = Pipe.constants.handle.TCP

test('I9 an ArrayBuffer that only looks like a handle of a socket is none', async (t) => {
  const pipe = new Pipe()
  const vacant = binding.vacantHandle(TCP)
  const forged = [
    new ArrayBuffer(0),
    new ArrayBuffer(8),
    new ArrayBuffer(1024),
    new Uint8Array(1024).fill(0xff).buffer,
    vacant.slice(0),
    pipe[Symbol.for('bare.ipc.handle')],
    new Uint8Array(1024),
    {},
    null,
    undefined,
    5
  ]
  for (const value of forged) {
    for (const name of ['takeDescriptor', 'discardHandle']) {
      const about = `${name} ${Object.prototype.toString.call(value)}`
      isSystemError(
        t,
        thrown(() => binding[name](value)),
        'EINVAL',
        about
      )
    }
  }
  t.is(binding.discardHandle(vacant), undefined, 'one that is a handle is closed')
  isSystemError(
    t,
    thrown(() => binding.takeDescriptor(vacant)),
    'EBADF'
  )
  await gone(pipe)
})

test('R1 numbers and views that are none of ours are refused', async (t) => {
  for (const id of [-1, 0, 2 ** 53 + 2, 2 ** 60, '1', null]) {
    t.is(thrown(() => binding.streamResume(id)).code, 'EBADF', String(id))
  }
  const pipe = new Pipe()
  for (const fd of [2 ** 31, -(2 ** 40), NaN, '1']) {
    t.ok(thrown(() => binding.streamOpen(pipe._native, fd)) instanceof TypeError, String(fd))
  }
  await gone(pipe)
  for (const chunk of [new Uint16Array(4), new DataView(new ArrayBuffer(4)), 'text', {}]) {
    t.ok(thrown(() => binding.streamHold(chunk)) instanceof TypeError)
  }
})

test('X4 nothing is lent to a pipe that is closing', async (t) => {
  const pipe = new Pipe()
  const closing = gone(pipe)
  const err = thrown(() => binding.streamReadInto(pipe._native, new Uint8Array(8)))
  isSystemError(t, err, 'EBADF')
  await closing
})

test('W1 of the outbox no more is sent than there is', async (t) => {
  const pipe = new Pipe()
  t.alike(codesBeyondOutbox(binding, pipe._native), ['EINVAL', 'EINVAL'])
  await gone(pipe)
})

test('D1 what is closed is not kept, and its number serves another', async (t) => {
  const { length } = await keptOf(binding, () => new Pipe(), 1)
  t.alike(await keptOf(binding, () => new Pipe(), 50), { length, kept: [] })
})
