const EventEmitter = require('bare-events')
const { Duplex } = require('bare-stream')
const test = require('./support/test')
const { Pipe, packageName, subpath, manifest } = require('./subject')
const { thrown, isSystemError } = require('./support/errors')
const { once } = require('./support/events')
const { closed } = require('./support/pair')

const codes = [
  'PIPE_ALREADY_CONNECTED',
  'PIPE_IS_CLOSED',
  'SERVER_ALREADY_LISTENING',
  'SERVER_IS_CLOSED',
  'INVALID_ARGUMENT',
  'INVALID_FD',
  'INVALID_IPC_TARGET',
  'INVALID_PATH'
]

test('E1 the module is the class Pipe, a Duplex of bare-stream', (t) => {
  t.is(typeof Pipe, 'function')
  t.ok(/^class /.test(Function.prototype.toString.call(Pipe)), 'a class')
  t.is(Pipe.name, 'Pipe')
  t.is(Object.getPrototypeOf(Pipe), Duplex)
  t.is(thrown(() => Pipe()).constructor, TypeError, 'not callable without new')
})

test('E1 the own statics, and no others', (t) => {
  // `socketpair` is X1's.
  const statics = Object.keys(Pipe).filter((name) => name !== 'socketpair')
  t.alike(statics.sort(), [
    'Pipe',
    'Server',
    'constants',
    'createConnection',
    'createServer',
    'errors',
    'pipe'
  ])
  t.is(Pipe.Pipe, Pipe)
  t.is(Object.getPrototypeOf(Pipe.Server), EventEmitter)
  for (const name of ['createConnection', 'createServer', 'pipe'])
    t.is(typeof Pipe[name], 'function', name)
})

test('E1 the package exports four entries, with types, and nothing else', (t) => {
  const { name, exports: entries } = manifest()
  t.is(name, 'bare-pipe')
  t.alike(Object.keys(entries).sort(), ['.', './constants', './errors', './package'])
  for (const entry of ['.', './constants', './errors']) {
    t.ok(/\.d\.ts$/.test(entries[entry].types), `${entry} has types`)
    t.ok(/\.js$/.test(entries[entry].default), `${entry} has a default`)
  }
  t.is(subpath('constants'), Pipe.constants, './constants')
  t.is(subpath('errors'), Pipe.errors, './errors')
})

test(
  'E1 a file of the package that is not exported cannot be required',
  { skip: packageName.startsWith('/') },
  (t) => {
    for (const entry of [
      'index.js',
      'binding',
      'package.json',
      'lib/constants',
      'generated/pipe/index.js'
    ]) {
      const { code } = thrown(() => require(`${packageName}/${entry}`)) || {}
      t.ok(/^(ERR_)?PACKAGE_PATH_NOT_EXPORTED$/.test(code), `${entry}: ${code}`)
    }
  }
)

test('E2 constants.state, path and handle', (t) => {
  t.alike(Pipe.constants, {
    state: {
      CONNECTING: 1,
      CONNECTED: 2,
      BINDING: 4,
      BOUND: 8,
      READING: 0x10,
      CLOSING: 0x20,
      CLOSED: 0x40,
      UNREFED: 0x80,
      READABLE: 0x100,
      WRITABLE: 0x200
    },
    path: { MAX_LENGTH: 4096 },
    handle: { NAMED_PIPE: 7, TCP: 12, UDP: 15 }
  })
})

test('E3 a factory for every code, and no others', (t) => {
  const factories = Object.getOwnPropertyNames(Pipe.errors).filter((name) => /^[A-Z_]+$/.test(name))
  t.alike(factories.sort(), [...codes].sort())
})

test('E3 PipeError: class, name, code and message', (t) => {
  t.is(Object.getPrototypeOf(Pipe.errors), Error)
  t.is(Pipe.errors.name, 'PipeError')
  for (const code of codes) {
    const err = Pipe.errors[code]('what went wrong')
    t.ok(err instanceof Pipe.errors, code)
    t.is(err.name, 'PipeError')
    t.is(err.code, code)
    t.is(err.message, `${code}: what went wrong`)
    t.ok(String(err.stack).includes('what went wrong'), 'the stack tells what went wrong')
  }
})

test('E3 an error of the operating system is a plain Error of libuv', async (t) => {
  const pipe = new Pipe('/nowhere/at/all')
  const err = await once(pipe, 'error')
  isSystemError(t, err, 'ENOENT')
  t.absent(err instanceof Pipe.errors)
  await closed(pipe)
})
