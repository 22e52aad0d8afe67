// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

// Shapes of calls, listeners that come with them, and options.
const test = require('brittle')
const Pipe = require('../../..')
const { Fd, Path } = require('./scalars')
const { ended, look, noop, show, source, takes } = require('./assertions')

// Makes what is made without any argument.
function makes({ call, plain, given = [undefined] }) {
  test(`${source(call)} is as without arguments`, async (t) => {
    for (const value of given) {
      const object = takes(t, () => call(value), show(value))
      if (object === null) continue
      const other = plain()
      t.is(object.constructor, other.constructor)
      t.alike(look(object), look(other), show(value))
      await Promise.all([ended(object), ended(other)])
    }
  })
}

makes({
  call: () => new Pipe(),
  plain: () => new Pipe()
})

makes({
  call: () => new Pipe({}),
  plain: () => new Pipe()
})

makes({
  call: () => new Pipe.Server(),
  plain: () => new Pipe.Server()
})

makes({
  call: () => new Pipe.Server({}, noop),
  plain: () => new Pipe.Server()
})

makes({
  call: () => new Pipe.Server(noop),
  plain: () => new Pipe.Server()
})

makes({
  call: () => Pipe.createServer(),
  plain: () => new Pipe.Server()
})

makes({
  call: () => Pipe.createServer({}, noop),
  plain: () => new Pipe.Server()
})

makes({
  call: () => Pipe.createServer(noop),
  plain: () => new Pipe.Server()
})

makes({
  call: (given) => new Pipe(given),
  plain: () => new Pipe(),
  given: [undefined, null, true, noop, Symbol('x'), 1n]
})

// A listener that is given with a call: `runs` is how often it has run after two events.
function listens({ make, call, event, runs }) {
  test(`'${event}' listener: ${source(call)}`, async (t) => {
    const argument = {}
    const received = []
    const listener = (...args) => received.push(args[0] === argument)

    const object = takes(t, () => call(listener, make && make()), 'the call')
    if (object === null) return
    t.is(object.listenerCount(event), 1)
    object.emit(event, argument)
    object.emit(event, argument)
    t.alike(received, new Array(runs).fill(true))

    await ended(object)
    t.is(received.length, runs)
  })
}

listens({
  make: () => new Pipe(),
  call: (listener, object) => object.connect(Path.sample, {}, listener),
  event: 'connect',
  runs: 1
})

listens({
  make: () => new Pipe(),
  call: (listener, object) => object.connect(Path.sample, listener),
  event: 'connect',
  runs: 1
})

listens({
  make: () => new Pipe(),
  call: (listener, object) => object.connect({ path: Path.sample }, listener),
  event: 'connect',
  runs: 1
})

listens({
  make: () => new Pipe(),
  call: (listener, object) => object.open(Fd.sample, {}, listener),
  event: 'connect',
  runs: 1
})

listens({
  make: () => new Pipe(),
  call: (listener, object) => object.open(Fd.sample, listener),
  event: 'connect',
  runs: 1
})

listens({
  make: () => new Pipe(),
  call: (listener, object) => object.open({ fd: Fd.sample }, listener),
  event: 'connect',
  runs: 1
})

listens({
  call: (listener) => new Pipe.Server({}, listener),
  event: 'connection',
  runs: 2
})

listens({
  call: (listener) => new Pipe.Server(listener),
  event: 'connection',
  runs: 2
})

listens({
  call: (listener) => Pipe.createServer({}, listener),
  event: 'connection',
  runs: 2
})

listens({
  call: (listener) => Pipe.createServer(listener),
  event: 'connection',
  runs: 2
})

// Anything will do for a boolean; what is kept of it is one.
const anything = [true, false, 1, 0, NaN, 'x', '', null, {}, [], noop, Symbol('x'), 1n, 0n]

function coerces({ call, of, kept = null, absent }) {
  test(`boolean: ${source(call)}`, async (t) => {
    for (const given of [...anything, undefined]) {
      const object = takes(t, () => call(given), show(given))
      const expected = given === undefined ? absent : Boolean(given)
      t.ok(object instanceof of, show(given))
      if (object === null) continue
      if (kept !== null) t.ok(kept(object) === expected, `${show(given)} is kept as ${expected}`)
      await ended(object)
    }
  })
}

coerces({
  call: (given) => new Pipe({ allowHalfOpen: given }),
  of: Pipe,
  kept: (object) => object._allowHalfOpen,
  absent: true
})

coerces({
  call: (given) => new Pipe({ eagerOpen: given }),
  of: Pipe,
  absent: true
})

coerces({
  call: (given) => new Pipe({ ipc: given }),
  of: Pipe,
  kept: (object) => object._ipc,
  absent: false
})

coerces({
  call: (given) => new Pipe.Server({ allowHalfOpen: given }, noop),
  of: Pipe.Server,
  kept: (object) => object._options.allowHalfOpen,
  absent: true
})

coerces({
  call: (given) => new Pipe.Server({ ipc: given }, noop),
  of: Pipe.Server,
  kept: (object) => object._options.ipc,
  absent: false
})

coerces({
  call: (given) => new Pipe.Server({ pauseOnConnect: given }, noop),
  of: Pipe.Server,
  kept: (object) => object._options.pauseOnConnect,
  absent: false
})

coerces({
  call: (given) => Pipe.createConnection({ allowHalfOpen: given, path: Path.sample }),
  of: Pipe,
  kept: (object) => object._allowHalfOpen,
  absent: true
})

coerces({
  call: (given) => Pipe.createConnection({ eagerOpen: given, path: Path.sample }),
  of: Pipe,
  absent: true
})

coerces({
  call: (given) => Pipe.createConnection({ ipc: given, path: Path.sample }),
  of: Pipe,
  kept: (object) => object._ipc,
  absent: false
})

coerces({
  call: (given) => Pipe.createServer({ allowHalfOpen: given }, noop),
  of: Pipe.Server,
  kept: (object) => object._options.allowHalfOpen,
  absent: true
})

coerces({
  call: (given) => Pipe.createServer({ ipc: given }, noop),
  of: Pipe.Server,
  kept: (object) => object._options.ipc,
  absent: false
})

coerces({
  call: (given) => Pipe.createServer({ pauseOnConnect: given }, noop),
  of: Pipe.Server,
  kept: (object) => object._options.pauseOnConnect,
  absent: false
})
