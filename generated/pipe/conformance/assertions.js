// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

const Pipe = require('../../..')

const attributes = new Map([
  [Pipe, ['connecting', 'pending', 'readyState', 'bytesRead', 'bytesWritten']],
  [Pipe.Server, ['listening', 'closing', 'maxConnections']]
])

exports.noop = function noop() {}

exports.kindOf = function kindOf(value) {
  return value === null ? 'null' : typeof value
}

exports.show = function show(value) {
  if (typeof value === 'string') return `a string of length ${value.length}`
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}'
  return String(value)
}

// The expression that an arrow function returns, as the title of a test.
exports.source = function source(call) {
  return String(call).replace(/^\(.*?\) =>\s*/, '')
}

// All attributes of an object, to tell whether anything has changed.
exports.look = function look(object) {
  const names = attributes.get(object.constructor)
  return Object.fromEntries(names.map((name) => [name, object[name]]))
}

// Ends an object in whatever state it is, and waits for that.
exports.ended = function ended(object) {
  return new Promise((resolve) => {
    object.on('error', exports.noop)
    object.on('close', resolve)
    if (object.close) object.close()
    else object.destroy()
  })
}

// The code of the error that the call throws, or null.
exports.codeOf = function codeOf(call) {
  try {
    call()
  } catch (err) {
    return err.code
  }
  return null
}

// The call throws the module's error of that code, with a message that begins like that. Returns
// whether it does.
exports.refuses = function refuses(t, call, code, text, what) {
  try {
    call()
  } catch (err) {
    t.ok(err instanceof Pipe.errors, `${what} is refused`)
    t.is(err.code, code)
    t.ok(err.message.startsWith(`${code}: ${text}`), err.message)
    return true
  }
  t.fail(`${what} is refused`)
  return false
}

// What the call returns; null after a complaint, where it throws.
exports.takes = function takes(t, call, what) {
  try {
    return call()
  } catch (err) {
    t.fail(`${what} is taken: ${err.message}`)
    return null
  }
}
