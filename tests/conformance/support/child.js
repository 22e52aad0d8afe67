const { os, path, spawn } = require('./platform')
const { isRoot, nobody } = require('./users')

// Another runtime may be asked for, to see whether the two understand each other.
const runtime = os.hasEnv('BARE_PIPE_PEER') ? os.getEnv('BARE_PIPE_PEER') : os.execPath()

/** The path of a script in `fixtures/`. */
exports.fixture = function fixture(name) {
  return path.join(__dirname, '..', 'fixtures', name)
}

/** A word of a shell's command line. */
function quote(word) {
  return `'${String(word).replace(/'/g, `'\\''`)}'`
}

/** The shell's command line that runs a fixture on this runtime or that of the peer. */
exports.command = function command(name, args = []) {
  return [runtime, exports.fixture(name), ...args].map(quote).join(' ')
}

/**
 * Runs a fixture to its end: `{ code, signal, stdout, stderr, lines }`, `lines` being what it
 * printed, parsed as JSON. `limit` is its number of descriptors; `unprivileged` takes root's
 * rights away, `as` makes root the user and group that it says; `extra` is the stdio from
 * descriptor 3 on.
 */
exports.run = function run(name, args = [], options = {}) {
  return exports.shell(`exec ${exports.command(name, args)}`, options)
}

/** Runs a command line of the shell to its end, as `run` does. */
exports.shell = function shell(line, options = {}) {
  return exports.start(line, options).finished
}

/** Starts a command line of the shell: `{ subprocess, finished, prints, kill }`. */
exports.start = function start(line, options = {}) {
  const { limit, unprivileged, as = unprivileged ? nobody : {}, extra = [] } = options
  const { timeout = 15000 } = options
  const limited = limit ? `ulimit -n ${limit}; ${line}` : line
  const identity = isRoot() ? as : {}
  const stdio = ['pipe', 'pipe', 'pipe', ...extra]
  const subprocess = spawn('/bin/sh', ['-c', limited], { stdio, ...identity })
  const result = { stdout: '', stderr: '' }
  const waiting = []

  for (const name of ['stdout', 'stderr']) {
    subprocess[name].on('error', ignore).on('data', (chunk) => {
      result[name] += chunk
      if (name === 'stdout') wake(waiting, result)
    })
  }
  subprocess.stdin.on('error', ignore)

  let running = true
  // Not subprocess.kill(), which reaches a child no more once it has been stopped and continued.
  const kill = (signal) => running && os.kill(subprocess.pid, os.constants.signals[signal])

  const deadline = setTimeout(() => kill('SIGKILL'), timeout)
  const finished = new Promise((resolve) => {
    let open = 3
    const settle = () => {
      if (--open > 0) return
      clearTimeout(deadline)
      wake(waiting, result, true)
      resolve({
        code: subprocess.exitCode,
        signal: subprocess.signalCode || 0,
        ...result,
        lines: parse(result.stdout)
      })
    }
    subprocess.once('exit', () => {
      running = false
      subprocess.stdin.destroy()
      settle()
    })
    subprocess.stdout.once('close', settle)
    subprocess.stderr.once('close', settle)
  })

  /** Resolves as soon as the child has printed `text`, with false when it never does. */
  const prints = (text) =>
    new Promise((resolve) => {
      waiting.push({ text, resolve })
      wake(waiting, result)
    })

  return { subprocess, finished, prints, kill }
}

function wake(waiting, result, over = false) {
  for (let i = waiting.length - 1; i >= 0; i--) {
    const found = result.stdout.includes(waiting[i].text)
    if (!found && !over) continue
    waiting[i].resolve(found)
    waiting.splice(i, 1)
  }
}

function parse(text) {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{') || line.startsWith('['))
    .map((line) => JSON.parse(line))
}

function ignore() {}
