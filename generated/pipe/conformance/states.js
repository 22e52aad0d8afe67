// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

// Attributes, and what a call meets first in each state.
const test = require('brittle')
const Pipe = require('../../..')
const { Fd, Path, ListenPath } = require('./scalars')
const { ended, refuses, source } = require('./assertions')

test('Pipe: attributes of a new object', async (t) => {
  const object = new Pipe()
  t.is(object.connecting, false)
  t.absent(Reflect.set(object, 'connecting', null), 'connecting is for reading only')
  t.is(object.pending, true)
  t.absent(Reflect.set(object, 'pending', null), 'pending is for reading only')
  t.ok(['open', 'opening', 'readOnly', 'writeOnly', 'closed'].includes(object.readyState))
  t.absent(Reflect.set(object, 'readyState', null), 'readyState is for reading only')
  t.absent(Reflect.set(object, 'bytesRead', null), 'bytesRead is for reading only')
  t.absent(Reflect.set(object, 'bytesWritten', null), 'bytesWritten is for reading only')
  await ended(object)
})

test('Pipe: attributes after object.connect(Path.sample)', async (t) => {
  const object = new Pipe()
  object.connect(Path.sample)
  t.is(object.connecting, true)
  t.is(object.pending, true)
  await ended(object)
})

test('Pipe.Server: attributes of a new object', async (t) => {
  const object = new Pipe.Server()
  t.is(object.listening, false)
  t.absent(Reflect.set(object, 'listening', null), 'listening is for reading only')
  t.is(object.closing, false)
  t.absent(Reflect.set(object, 'closing', null), 'closing is for reading only')
  t.is(object.maxConnections, null)
  await ended(object)
})

// Whatever looks at it before the guards have passed throws another error.
const untouchable = new Proxy(
  {},
  {
    get() {
      throw new Error('An argument was looked at')
    }
  }
)

// In the state that `before` leads to, or its end, the guard comes before the arguments.
function guards({ make, before, ends, code, message, calls }) {
  test(`${code}: ${source(calls[0])} after ${source(before)}${ends ? ', ended' : ''}`, async (t) => {
    const object = make()
    before(object)
    const end = ends ? ended(object) : null
    for (const call of calls) refuses(t, () => call(object), code, message, source(call))
    await (end || ended(object))
  })
}

guards({
  make: () => new Pipe(),
  before: (object) => object.connect(Path.sample),
  ends: false,
  code: 'PIPE_ALREADY_CONNECTED',
  message: 'Pipe is already connected',
  calls: [
    (object) => object.connect(),
    (object) => object.connect(untouchable),
    (object) => object.connect(Path.sample)
  ]
})

guards({
  make: () => new Pipe(),
  before: (object) => object.connect(Path.sample),
  ends: true,
  code: 'PIPE_IS_CLOSED',
  message: 'Pipe is closed',
  calls: [
    (object) => object.connect(),
    (object) => object.connect(untouchable),
    (object) => object.connect(Path.sample)
  ]
})

guards({
  make: () => new Pipe(),
  before: (object) => object.connect(Path.sample),
  ends: false,
  code: 'PIPE_ALREADY_CONNECTED',
  message: 'Pipe is already connected',
  calls: [
    (object) => object.open(),
    (object) => object.open(untouchable),
    (object) => object.open(Fd.sample)
  ]
})

guards({
  make: () => new Pipe(),
  before: (object) => object.connect(Path.sample),
  ends: true,
  code: 'PIPE_IS_CLOSED',
  message: 'Pipe is closed',
  calls: [
    (object) => object.open(),
    (object) => object.open(untouchable),
    (object) => object.open(Fd.sample)
  ]
})

guards({
  make: () => new Pipe(),
  before: (object) => object.connect(Path.sample),
  ends: true,
  code: 'PIPE_IS_CLOSED',
  message: 'Pipe is closed',
  calls: [
    (object) => object.remoteCredentials(),
    (object) => object.remoteCredentials(untouchable)
  ]
})

guards({
  make: () => new Pipe.Server(),
  before: (object) => object.listen(ListenPath.sample),
  ends: false,
  code: 'SERVER_ALREADY_LISTENING',
  message: 'Server is already listening',
  calls: [
    (object) => object.listen(),
    (object) => object.listen(untouchable),
    (object) => object.listen(ListenPath.sample)
  ]
})

guards({
  make: () => new Pipe.Server(),
  before: (object) => object.listen(ListenPath.sample),
  ends: true,
  code: 'SERVER_IS_CLOSED',
  message: 'Server is closed',
  calls: [
    (object) => object.listen(),
    (object) => object.listen(untouchable),
    (object) => object.listen(ListenPath.sample)
  ]
})

test('Pipe: ref and unref return the object in every state', async (t) => {
  const object = new Pipe()
  const everyOne = (state) => {
    t.is(object.ref(), object, `${state}: ref`)
    t.is(object.unref(), object, `${state}: unref`)
  }

  everyOne('new')
  object.connect(Path.sample)
  everyOne('busy')
  const end = ended(object)
  everyOne('ending')
  await end
  everyOne('ended')
})

test('Pipe.Server: ref and unref return the object in every state', async (t) => {
  const object = new Pipe.Server()
  const everyOne = (state) => {
    t.is(object.ref(), object, `${state}: ref`)
    t.is(object.unref(), object, `${state}: unref`)
  }

  everyOne('new')
  object.listen(ListenPath.sample)
  everyOne('busy')
  const end = ended(object)
  everyOne('ending')
  await end
  everyOne('ended')
})
