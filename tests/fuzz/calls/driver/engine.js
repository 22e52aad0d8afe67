// The engine under test, in a process and a directory of its own.
const { spawn, execFileSync } = require('child_process')
const fs = require('fs')
const net = require('net')
const os = require('os')
const path = require('path')

const CHILD = path.join(__dirname, '..', 'child.js')
const SILENCE = 120_000
const STDERR_KEPT = 12_000

/** Runs tasks on the engine that `command` starts. */
module.exports = class Engine {
  constructor(command) {
    this.command = command
  }

  /**
   * Runs a task, calling `hear` with everything that the child tells. Resolves with
   * `{ ok, finding, crash, hang, stderr, last }`: at most one of the three is set where `ok` is false.
   */
  async run(task, hear = () => {}) {
    const directory = await makeDirectory()
    try {
      return await this.start(directory, task, hear)
    } finally {
      fs.rmSync(directory, { recursive: true, force: true })
    }
  }

  start(directory, task, hear) {
    const [file, ...args] = this.command
    // Nothing that a call does to descriptor 0 does harm: it is on /dev/null.
    const child = spawn(file, [...args, CHILD, directory, JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const result = { ok: false, finding: null, crash: null, hang: false, stderr: '', last: {} }

    let deadline = null
    const heard = () => {
      clearTimeout(deadline)
      deadline = setTimeout(() => {
        result.hang = true
        child.kill('SIGKILL')
      }, SILENCE)
    }
    heard()

    child.stderr.on(
      'data',
      (chunk) => (result.stderr = (result.stderr + chunk).slice(-STDERR_KEPT))
    )
    lines(child.stdout, (message) => {
      heard()
      Object.assign(result.last, message)
      if (message.finding !== undefined) result.finding = message.finding
      hear(message)
    })

    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code, signal) => {
        clearTimeout(deadline)
        result.ok = code === 0 && result.last.done === true
        if (!result.ok && result.finding === null && !result.hang)
          result.crash = crashOf(code, signal, result.stderr)
        resolve(result)
      })
    })
  }
}

/** One line that tells this crash from others. */
function crashOf(code, signal, stderr) {
  const told =
    /^(SUMMARY: .*|.*runtime error: .*|#\s+Fatal error.*|.*Assertion .* failed.*|FATAL ERROR: .*)$/m.exec(
      stderr
    )
  const how = signal === null ? `exit code ${code}` : signal
  return told === null ? how : `${how}, ${told[1].trim()}`
}

function lines(stream, hear) {
  let rest = ''
  stream.setEncoding('utf8').on('data', (text) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop()
    for (const line of parts) if (line.startsWith('{')) hear(JSON.parse(line))
  })
}

/** A directory with what the child opens by name: a file, a FIFO, a directory, a socket that nobody listens on. */
async function makeDirectory() {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'calls-'))
  fs.writeFileSync(path.join(directory, 'file'), Buffer.alloc(100_000, 'file '))
  fs.writeFileSync(path.join(directory, 'out'), '')
  fs.mkdirSync(path.join(directory, 'directory'))
  execFileSync('mkfifo', [path.join(directory, 'fifo')])
  const server = net.createServer()
  await new Promise((resolve) => server.listen(path.join(directory, 'alive'), resolve))
  fs.renameSync(path.join(directory, 'alive'), path.join(directory, 'dead'))
  await new Promise((resolve) => server.close(resolve))
  return directory
}
