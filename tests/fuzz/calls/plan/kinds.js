// Descriptions of values of every kind that JavaScript has, as data: what world/ makes real.

// None of them is a descriptor that could be open: those come from the fuzzer's own.
const NUMBERS = [
  ...['NaN', '-0', '-1', '0.5', '-0.5', '65536', '100000.5', '2147483647', '2147483648'],
  ...['-2147483648', '-2147483649', '4294967295', '4294967296', '9007199254740991'],
  ...['9007199254740992', '1e308', '-1e308', '5e-324', 'Infinity', '-Infinity']
]
const STRINGS = [
  ...['', 'x', '\0', '\0\0\0', 'a\0b', '\ud800', 'x\udfff', '\ufeff', 'é', '🧦', '__proto__'],
  ...['constructor', 'utf8', 'utf-8', 'hex', 'base64', 'ucs2', 'latin1', 'none', '5', '-1', 'data'],
  ...['error', 'close', 'newListener', 'toString', '%s%n']
]
const LENGTHS = [1, 107, 108, 109, 4095, 4096, 4097, 16384, 70000]
const SYMBOLS = ['', 'iterator', 'asyncIterator', 'toPrimitive', 'for:bare.ipc.handle', 'for:x']
const ERRORS = ['Error', 'TypeError', 'RangeError', 'EvalError', 'coded', 'frozen']
const BUILTINS = [
  'Date',
  'RegExp',
  'Map',
  'Set',
  'WeakMap',
  'WeakRef',
  'boxed',
  'arguments',
  'global'
]
const TYPES = [
  ...['Uint8Array', 'Uint8Array', 'Buffer', 'Buffer', 'DataView', 'Int8Array', 'Uint8ClampedArray'],
  ...['Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array'],
  ...['BigInt64Array', 'BigUint64Array']
]
const SIZES = [0, 1, 2, 7, 8, 64, 100, 1000, 4096, 4097, 16384, 16385, 65536, 70000, 200000]
const MEMORY = ['fixed', 'fixed', 'fixed', 'shared', 'resizable', 'growable', 'detached']
const LATER = ['overwrite', 'detach', 'shrink', 'grow']

exports.undefined = () => ({ is: 'undefined' })
exports.null = () => ({ is: 'null' })
exports.boolean = (random) => ({ is: 'boolean', value: random.percent(50) })
exports.number = (random) => ({ is: 'number', value: random.pick(NUMBERS) })
exports.bigint = (random) => ({
  is: 'bigint',
  value: random.pick(['0', '-1', '5', '18446744073709551616'])
})
exports.symbol = (random) => ({ is: 'symbol', name: random.pick(SYMBOLS) })
exports.error = (random) => ({ is: 'error', form: random.pick(ERRORS) })
exports.builtin = (random) => ({ is: 'builtin', name: random.pick(BUILTINS) })
exports.promise = (random) => ({
  is: 'promise',
  form: random.pick(['pending', 'resolved', 'rejected', 'thenable'])
})
exports.signal = (random) => ({
  is: 'signal',
  form: random.pick(['fresh', 'fresh', 'aborted', 'fake', 'throwing', 'later'])
})

exports.string = function string(random) {
  if (random.percent(70)) return { is: 'string', text: random.pick(STRINGS) }
  return { is: 'string', text: random.pick(['x', 'é', '\ud800']), times: random.pick(LENGTHS) }
}

/** Something to write: a view, or with `buffer` the memory by itself. */
exports.bytes = function bytes(random, { buffer = false } = {}) {
  const value = {
    is: buffer ? 'buffer' : 'bytes',
    type: random.pick(TYPES),
    length: random.pick(SIZES),
    offset: random.percent(20) ? 8 : 0,
    memory: random.pick(MEMORY)
  }
  if (random.percent(15)) value.later = random.pick(LATER)
  if (random.percent(6))
    value.lies = random.pick([
      'byteLength',
      'length',
      'buffer',
      'byteOffset',
      'subarray',
      'set',
      'species'
    ])
  return value
}

/** Bytes as an ordinary program writes them. */
exports.chunk = function chunk(random) {
  if (random.percent(30)) return exports.bytes(random)
  if (random.percent(20)) return exports.string(random)
  const value = {
    is: 'bytes',
    type: random.pick(['Buffer', 'Uint8Array']),
    length: random.pick(SIZES),
    offset: 0,
    memory: 'fixed'
  }
  if (random.percent(25)) value.later = 'overwrite'
  return value
}

/** A descriptor of the fuzzer's own, or a number that is none. */
exports.descriptor = function descriptor(random) {
  const form = random.weighted([
    [4, 'socket'],
    [2, 'read end'],
    [2, 'write end'],
    [1, 'file to read'],
    [1, 'file to write'],
    [1, 'FIFO'],
    [1, 'null device'],
    [1, 'directory'],
    [2, 'used'],
    [1, 'closed'],
    [1, 'huge'],
    [1, 'negative']
  ])
  return { is: 'descriptor', form, index: random.below(64) }
}

/** A name in the file system, or one that is none; `fresh` prefers those that nobody has taken. */
exports.path = function path(random, { fresh = false } = {}) {
  const form = random.weighted([
    [fresh ? 12 : 2, 'fresh'],
    [fresh ? 3 : 12, 'server'],
    [1, 'file'],
    [1, 'directory'],
    [1, 'dead'],
    [1, 'missing directory'],
    [1, 'abstract'],
    [2, 'long']
  ])
  return {
    is: 'path',
    form,
    index: random.below(64),
    length: random.pick([90, 107, 108, 109, 4096, 4097])
  }
}

/** An object of one of the module's classes, in whatever state it is. */
exports.subject = (random, name, alive = random.percent(60)) => ({
  is: 'subject',
  class: name,
  index: random.below(256),
  alive
})

/** Something with a native handle, or what looks like it. */
exports.handle = function handle(random) {
  const form = random.weighted([
    [6, 'pipe'],
    [3, 'fresh pipe'],
    [2, 'TCP'],
    [2, 'fresh TCP'],
    [2, 'UDP'],
    [2, 'fresh UDP'],
    [2, 'wrapper'],
    [1, 'copy'],
    [1, 'zeroes'],
    [1, 'noise'],
    [1, 'moved'],
    [1, 'turned'],
    [1, 'empty']
  ])
  return { is: 'handle', form, index: random.below(256) }
}
