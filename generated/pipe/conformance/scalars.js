// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

// Values at the edges. A sample is taken, and nothing outside has its name or number.
const { noop } = require('./assertions')

exports.Fd = {
  code: 'INVALID_FD',
  noun: 'File descriptor',
  sample: 0x7fffffff,
  taken: [0x7fffffff],
  refused: [
    -1,
    0x80000000,
    0.5,
    NaN,
    Infinity,
    -Infinity,
    '',
    '0',
    null,
    undefined,
    true,
    {},
    [],
    noop,
    Symbol('x'),
    1n
  ]
}

exports.Path = {
  code: 'INVALID_PATH',
  noun: 'Path',
  sample: 'x'.repeat(4096),
  taken: ['x'.repeat(4096), 'é'.repeat(2048), ''],
  refused: [
    'x'.repeat(4097),
    'é'.repeat(2049),
    0,
    NaN,
    null,
    undefined,
    true,
    {},
    [],
    noop,
    Symbol('x'),
    1n
  ]
}

exports.ListenPath = {
  code: 'INVALID_PATH',
  noun: 'Path',
  sample: 'x'.repeat(4096),
  taken: ['x'.repeat(4096), 'é'.repeat(2048)],
  refused: [
    'x'.repeat(4097),
    'é'.repeat(2049),
    '',
    0,
    NaN,
    null,
    undefined,
    true,
    {},
    [],
    noop,
    Symbol('x'),
    1n
  ]
}

exports.ReadBufferSize = {
  code: 'INVALID_ARGUMENT',
  noun: 'Read buffer size',
  sample: 1,
  taken: [1, 0x7fffffff],
  refused: [
    0,
    0x80000000,
    1.5,
    NaN,
    Infinity,
    -Infinity,
    '',
    '1',
    null,
    undefined,
    true,
    {},
    [],
    noop,
    Symbol('x'),
    1n
  ]
}

exports.Backlog = {
  code: 'INVALID_ARGUMENT',
  noun: 'Backlog',
  sample: 0,
  taken: [0, 0x7fffffff, null],
  refused: [
    -1,
    0x80000000,
    0.5,
    NaN,
    Infinity,
    -Infinity,
    '',
    '0',
    undefined,
    true,
    {},
    [],
    noop,
    Symbol('x'),
    1n
  ]
}

exports.MaxConnections = {
  code: 'INVALID_ARGUMENT',
  noun: 'Maximum number of connections',
  sample: 0,
  taken: [0, 0x7fffffff],
  refused: [
    -1,
    0x80000000,
    0.5,
    NaN,
    Infinity,
    -Infinity,
    '',
    '0',
    null,
    undefined,
    true,
    {},
    [],
    noop,
    Symbol('x'),
    1n
  ]
}

exports.Permission = {
  code: 'INVALID_ARGUMENT',
  noun: 'Permission',
  sample: false,
  taken: [false, true],
  refused: [0, 1, '', 'true', null, undefined, {}, [], noop, Symbol('x'), 1n]
}
