// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

const test = require('brittle')
const { Duplex } = require('bare-stream')
const { EventEmitter } = require('bare-events')
const Pipe = require('../../..')

test('exports', (t) => {
  const exported = {
    Pipe: 'function',
    Server: 'function',
    createConnection: 'function',
    createServer: 'function',
    pipe: 'function',
    socketpair: 'function',
    constants: 'object',
    errors: 'function'
  }
  t.alike(Object.keys(Pipe).sort(), Object.keys(exported).sort())
  for (const name in exported) t.is(typeof Pipe[name], exported[name], name)
})

test('Pipe', (t) => {
  const methods = [
    'connect',
    'open',
    'write',
    'end',
    'accept',
    'remoteCredentials',
    'ref',
    'unref',
    '_onspawn',
    'read',
    'pause',
    'resume',
    'pipe',
    'push',
    'unshift',
    'setEncoding',
    'cork',
    'uncork',
    'removeAllListeners',
    'destroy',
    '_open',
    '_read',
    '_writev',
    '_final',
    '_predestroy',
    '_destroy'
  ]
  t.is(Pipe.name, 'Pipe')
  t.is(Object.getPrototypeOf(Pipe), Duplex)
  for (const name of methods) {
    t.ok(Object.hasOwn(Pipe.prototype, name), `${name} is its own`)
    t.is(typeof Pipe.prototype[name], 'function', name)
  }
})

test('Pipe.Server', (t) => {
  const methods = ['address', 'listen', 'close', 'ref', 'unref']
  t.is(Pipe.Server.name, 'PipeServer')
  t.is(Object.getPrototypeOf(Pipe.Server), EventEmitter)
  for (const name of methods) {
    t.ok(Object.hasOwn(Pipe.Server.prototype, name), `${name} is its own`)
    t.is(typeof Pipe.Server.prototype[name], 'function', name)
  }
})

test('constants', (t) => {
  t.alike(Pipe.constants, {
    state: {
      CONNECTING: 0x1,
      CONNECTED: 0x2,
      BINDING: 0x4,
      BOUND: 0x8,
      READING: 0x10,
      CLOSING: 0x20,
      CLOSED: 0x40,
      UNREFED: 0x80,
      READABLE: 0x100,
      WRITABLE: 0x200
    },
    path: {
      MAX_LENGTH: 4096
    },
    handle: {
      NAMED_PIPE: 7,
      TCP: 12,
      UDP: 15
    }
  })
})

// Codes with the message that each has by itself, null where every use brings one.
const codes = {
  PIPE_ALREADY_CONNECTED: 'Pipe is already connected',
  PIPE_IS_CLOSED: 'Pipe is closed',
  SERVER_ALREADY_LISTENING: 'Server is already listening',
  SERVER_IS_CLOSED: 'Server is closed',
  INVALID_ARGUMENT: null,
  INVALID_FD: null,
  INVALID_IPC_TARGET: null,
  INVALID_PATH: null
}

test('errors: no others', (t) => {
  const own = Object.getOwnPropertyNames(Pipe.errors)
  const factories = own.filter((name) => !['length', 'name', 'prototype'].includes(name))
  t.alike(factories.sort(), Object.keys(codes).sort())
})

for (const code in codes) {
  test(`errors: ${code}`, (t) => {
    const err = Pipe.errors[code]('Some reason')
    t.ok(err instanceof Error)
    t.ok(err instanceof Pipe.errors)
    t.is(err.name, 'PipeError')
    t.is(err.code, code)
    t.is(err.message, `${code}: Some reason`)
    if (codes[code] !== null) {
      t.is(Pipe.errors[code]().message, `${code}: ${codes[code]}`)
    }
  })
}
