// Options are a program's objects: getting one of them may throw, or use what they are for. Which
// there are is seen by giving an object that tells what it is asked for.
const test = require('./support/test')
const { Pipe } = require('./subject')
const { socketPath, exists } = require('./support/directory')
const { once, record, quiet, serving, turns } = require('./support/events')
const { balance } = require('./support/descriptors')
const { thrown, isPipeError } = require('./support/errors')
const { closed, listening } = require('./support/pair')

const mine = new Error('mine')

/** The options that `call` gets from the object that it is given, `given` among them. */
function optionsOf(call, given) {
  const names = []
  const options = new Proxy(given, {
    get(target, name) {
      names.push(name)
      return target[name]
    }
  })
  call(options)
  return names
}

/** Options of which getting `name` calls `act` first. */
function acting(given, name, act) {
  return Object.defineProperty({ ...given }, name, {
    get() {
      act()
      return given[name]
    }
  })
}

function throwMine() {
  throw mine
}

/** What takes options: what it makes or is called on, and what is given to it. */
const takers = {
  'new Pipe': { call: (_, options) => new Pipe(options) },
  'new Pipe(path)': { call: (_, options) => new Pipe(null, options) },
  connect: { make: () => new Pipe(), call: (pipe, options) => pipe.connect(options) },
  'connect(path)': {
    make: () => new Pipe(),
    call: (pipe, options) => pipe.connect('/nowhere/at/all', options)
  },
  open: { make: () => new Pipe(), call: (pipe, options) => pipe.open(options) },
  'new Server': { call: (_, options) => new Pipe.Server(options) },
  listen: { make: () => new Pipe.Server(), call: (server, options) => server.listen(options) },
  'listen(path)': {
    make: () => new Pipe.Server(),
    call: (server, options) => server.listen('/nowhere/at/all', 5, options)
  },
  createConnection: { call: (_, options) => Pipe.createConnection(options) },
  createServer: { call: (_, options) => Pipe.createServer(options) }
}

const signal = { aborted: false, addEventListener() {}, removeEventListener() {} }
const given = { path: '/nowhere/at/all', fd: 1 << 30, signal }

/** Ends whatever has been made, and waits until it has. */
async function end(object) {
  const over = object instanceof Pipe ? closed(object) : null
  object.on('error', () => {})
  if (over === null) return new Promise((resolve) => object.close(resolve))
  object.destroy()
  await over
}

for (const [name, { make = () => null, call }] of Object.entries(takers)) {
  test(`C3 N4 V2 an exception of any option's getter is that of ${name}, and changes nothing`, async (t) => {
    const balanced = balance(t)
    const names = []
    const probe = make()
    const made = optionsOf((options) => {
      const result = call(probe, options)
      names.push(result)
    }, given)
    await end(names[0])
    t.ok(made.length > 0, made.join(' '))
    for (const option of new Set(made)) {
      const object = make()
      const log = object === null ? [] : record(object, [...new Set([...quiet, ...serving])])
      t.is(
        thrown(() => call(object, acting(given, option, throwMine))),
        mine,
        option
      )
      if (object === null) continue
      await turns(1)
      t.alike(log, [], 'nothing comes of it')
      t.absent(object.connecting || object.listening || object.closing)
      call(object, given)
      t.ok(object.connecting || object.closing === false || object.pending, 'and it can be used')
      await end(object)
    }
    balanced()
  })
}

/** What is started, the parts of its signal that are asked for, and the event that follows. */
const signals = [
  ['connect', { aborted: false }, ['aborted', 'addEventListener'], 'connect'],
  ['connect', { aborted: true }, ['aborted', 'reason'], 'connect'],
  ['listen', { aborted: false }, ['aborted', 'addEventListener'], 'listening'],
  ['listen', { aborted: true }, ['aborted'], 'listening']
]

for (const [method, state, parts, event] of signals) {
  test(`X3 an exception of a signal is that of ${method}(), aborted ${state.aborted}`, async (t) => {
    const balanced = balance(t)
    const { path, close } = listening(t)
    const here = method === 'listen' ? socketPath(t) : path
    for (const part of parts) {
      const object = method === 'listen' ? new Pipe.Server() : new Pipe()
      const hostile = acting({ ...signal, ...state }, part, throwMine)
      t.is(
        thrown(() => object[method]({ path: here, signal: hostile })),
        mine,
        part
      )
      t.absent(object.connecting || object.listening)
      const started = once(object, event)
      object[method](here)
      await started
      await end(object)
    }
    await close()
    balanced()
  })
}

/** What may be done in a getter, the outcome of the call around it, and what is left. */
const acts = [
  ['connect', 'path', 'destroy', (pipe) => pipe.destroy(), 'PIPE_IS_CLOSED'],
  ['connect', 'signal', 'destroy', (pipe) => pipe.destroy(), 'PIPE_IS_CLOSED'],
  ['connect', 'path', 'connect', (pipe, path) => pipe.connect(path), 'PIPE_ALREADY_CONNECTED'],
  ['connect', 'signal', 'connect', (pipe, path) => pipe.connect(path), 'PIPE_ALREADY_CONNECTED'],
  ['connect', 'signal', 'open', (pipe) => pipe.open(1 << 30), 'PIPE_IS_CLOSED'],
  ['open', 'fd', 'destroy', (pipe) => pipe.destroy(), 'PIPE_IS_CLOSED'],
  ['open', 'fd', 'connect', (pipe, path) => pipe.connect(path), 'PIPE_ALREADY_CONNECTED']
]

for (const [method, option, name, act, code] of acts) {
  test(`N4 ${name}() in the getter of ${option} of ${method}(): the latter is ${code}`, async (t) => {
    const balanced = balance(t)
    const { path, close } = listening(t)
    const pipe = new Pipe()
    const log = record(pipe, ['connect', 'error', 'close'])
    const options = acting({ ...given, path }, option, () => act(pipe, path))
    isPipeError(
      t,
      thrown(() => pipe[method](options)),
      code
    )
    t.is(pipe.connecting, name === 'connect')
    await turns(2)
    const outcome = { destroy: ['close'], connect: ['connect'], open: ['error:EBADF', 'close'] }
    t.alike(log, outcome[name])
    await end(pipe)
    t.is(pipe.readyState, 'closed')
    t.is(pipe.connecting, false)
    await close()
    balanced()
  })
}

for (const option of ['path', 'backlog', 'signal']) {
  test(`V3 listen() in the getter of ${option} of listen(): the latter is SERVER_ALREADY_LISTENING`, async (t) => {
    const balanced = balance(t)
    const [inner, outer] = [socketPath(t), socketPath(t)]
    const server = new Pipe.Server()
    const log = record(server, serving)
    const options = acting({ path: outer, signal }, option, () => server.listen(inner))
    isPipeError(
      t,
      thrown(() => server.listen(options)),
      'SERVER_ALREADY_LISTENING'
    )
    t.alike([server.address(), exists(inner), exists(outer)], [inner, true, false])
    await end(server)
    t.alike(log, ['close'])
    t.absent(exists(inner))
    balanced()
  })

  test(`V3 close() in the getter of ${option} of listen() of a server with a connection`, async (t) => {
    const balanced = balance(t)
    const path = socketPath(t)
    const server = new Pipe.Server()
    const log = record(server, serving)
    server.on('connection', (pipe) => pipe.on('error', () => {}))
    server.listen(path)
    isPipeError(
      t,
      thrown(() => server.listen(acting({ path, signal }, option, () => server.close()))),
      'SERVER_ALREADY_LISTENING'
    )
    await end(server)
    const options = acting({ path, signal }, option, () => server.close())
    t.is(
      thrown(() => server.listen(options)),
      null,
      'closed before, closed by it: it listens again'
    )
    t.is(server.address(), path)
    await turns(1)
    await end(server)
    t.is(log.filter((entry) => entry === 'close').length, 2)
    balanced()
  })
}
