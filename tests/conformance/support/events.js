/** How an event is written down: its name, and what identifies its argument. */
function entry(name, value) {
  if (value === undefined) return name
  if (value instanceof Error) return `${name}:${value.code || value.message}`
  if (ArrayBuffer.isView(value)) return `${name}:${Buffer.from(value).toString()}`
  return `${name}:${typeof value === 'object' && value !== null ? 'object' : value}`
}

/** Writes every event of `names` down, in order, into `log`. */
exports.record = function record(emitter, names, log = []) {
  for (const name of names) emitter.on(name, (value) => log.push(entry(name, value)))
  return log
}

/** Every event of a pipe that does not change how the pipe behaves when it is listened to. */
exports.quiet = ['open', 'connect', 'end', 'finish', 'error', 'close']

/** Every event of a server. */
exports.serving = ['listening', 'connection', 'error', 'close']

/** The first argument of the next `name`. */
exports.once = function once(emitter, name) {
  return new Promise((resolve) => emitter.once(name, resolve))
}

/** All of it, when the stream has ended. */
exports.collect = function collect(stream) {
  const chunks = []
  return new Promise((resolve) => {
    stream.on('data', (chunk) => chunks.push(chunk))
    stream.once('end', () => resolve(Buffer.concat(chunks)))
  })
}

/** `length` bytes, when they have arrived. */
exports.receive = function receive(stream, length) {
  const chunks = []
  let received = 0
  return new Promise((resolve) => {
    stream.on('data', function ondata(chunk) {
      chunks.push(chunk)
      received += chunk.byteLength
      if (received < length) return
      stream.off('data', ondata)
      resolve(Buffer.concat(chunks))
    })
  })
}

/** Every microtask that is due, and those that they bring, but no turn of the event loop. */
exports.microtasks = async function microtasks() {
  for (let i = 0; i < 32; i++) await null
}

/** That many whole turns of the event loop: what was about to happen has happened. */
exports.turns = async function turns(count = 8) {
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}
