// The process at the other end, seen from here.
const { os, path, spawn } = require('../conformance/support/platform')
const { exists } = require('../conformance/support/directory')
const { Pipe } = require('../conformance/subject')
const { greet } = require('./greeting')
const { closed } = require('./streams')

module.exports = class PeerProcess {
  /** Starts `program`, which is to serve in `directory`. */
  constructor(program, directory, { meter, load }) {
    const script = path.join(__dirname, 'peer.js')
    const name = path.basename(program).replace(/\W.*/, '')
    const words = ['--expose-gc', script, directory, meter, ...load]
    this.address = { streams: `${directory}/peer`, handles: `${directory}/peer-ipc` }
    this.name = name
    this.status = null
    this.isLeaving = false
    this.child = spawn(program, words, { stdio: ['pipe', 'inherit', 'inherit'] })
    this.child.once('exit', (code, signal) => (this.status = signal || code))
    this.ready = `${directory}/ready`
  }

  /** When it listens. */
  async started() {
    while (!exists(this.ready)) {
      if (this.status !== null) throw new Error(`the peer has ended with ${this.status}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  /** That it is gone before its time, or null. */
  get complaint() {
    return this.status === null || this.isLeaving ? null : `the peer has ended with ${this.status}`
  }

  /** What it has counted, and what it holds. */
  async measure() {
    return JSON.parse(await this.ask('measure'))
  }

  /** Has it end; resolves with its status, which is 0 if nothing went wrong there. */
  async leave() {
    this.isLeaving = true
    await this.ask('leave')
    while (this.status === null) await new Promise((resolve) => setTimeout(resolve, 10))
    return this.status
  }

  /** Whatever it does. */
  kill() {
    if (this.status === null) os.kill(this.child.pid, os.constants.signals.SIGKILL)
  }

  async ask(service) {
    const pipe = new Pipe(this.address.streams)
    const chunks = []
    greet(pipe, { service, breaks: true })
    pipe.on('data', (chunk) => chunks.push(chunk)).on('end', () => pipe.end())
    await closed(pipe)
    return Buffer.concat(chunks).toString()
  }
}
