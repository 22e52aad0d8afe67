const os = require('bare-os')
const path = require('bare-path')
const { spawn } = require('bare-subprocess')

const bare = os.execPath()

/** The path of a program in `programs/`. */
exports.program = function program(name) {
  return path.join(__dirname, '..', 'programs', name)
}

/** The shell's command line that runs a program of `programs/` on this very runtime. */
exports.command = function command(name, ...args) {
  return [bare, exports.program(name), ...args].map((word) => `'${word}'`).join(' ')
}

/** Runs a program with the given stdio, without a shell around it. */
exports.fork = function fork(name, args, options) {
  return spawn(bare, [exports.program(name), ...args], options)
}

/** Runs a command line of the shell to its end: `{ code, stdout, stderr }`. */
exports.shell = async function shell(line, input = null) {
  const child = spawn('/bin/sh', ['-c', line], { stdio: ['pipe', 'pipe', 'pipe'] })
  const deadline = setTimeout(() => child.kill('SIGKILL'), 15000)
  child.stdin.on('error', () => {})
  if (input !== null) child.stdin.end(input)
  const [code, stdout, stderr] = await Promise.all([
    exports.once(child, 'exit'),
    text(child.stdout),
    text(child.stderr)
  ])
  clearTimeout(deadline)
  child.stdin.destroy()
  return { code, stdout, stderr }
}

/** All that a stream brings up to its end, as text. */
async function text(stream) {
  let result = ''
  stream.on('data', (chunk) => (result += chunk))
  await exports.once(stream, 'end')
  return result
}

/** The first argument of the next `name`. */
exports.once = function once(emitter, name) {
  return new Promise((resolve) => emitter.once(name, resolve))
}

/** As many bytes as `length`, as text. */
exports.receive = function receive(stream, length) {
  let result = ''
  return new Promise((resolve) => {
    stream.on('data', function ondata(chunk) {
      result += chunk
      if (result.length < length) return
      stream.off('data', ondata)
      resolve(result)
    })
  })
}

/** Destroys streams and resolves when they are closed. */
exports.gone = function gone(...streams) {
  return Promise.all(streams.map(end))
}

async function end(stream) {
  if (stream.destroyed) return
  const closed = exports.once(stream, 'close')
  stream.on('error', () => {})
  stream.destroy()
  await closed
}

exports.text = text
