// One run of a scenario: its own random numbers, and the way to everything that all of them share.
const Random = require('./random')
const { Failure } = require('./tally')
const { Sequence, LONGEST, LONGEST_CHARACTER } = require('./sequence')
const { Sender, closed, turns } = require('./streams')
const { greet } = require('./greeting')
const { Pipe } = require('../conformance/subject')

let paths = 0

module.exports = class Run {
  constructor(stage, name, seed) {
    this.stage = stage
    this.tally = stage.tally
    this.name = name
    this.seed = seed
    this.random = new Random(seed)
    this.pipes = []
  }

  get label() {
    return `${this.name} (run ${this.seed})`
  }

  /** A path for a server of one's own. */
  path() {
    return `${this.stage.directory}/${paths++}`
  }

  /** How many bytes to send, enough for one character at least: up to a megabyte, mostly far less. */
  amount(most = LONGEST) {
    return this.random.size(
      LONGEST_CHARACTER,
      this.random.chance(0.1) ? most : Math.min(most, 50000)
    )
  }

  /** The kind of a sequence. */
  kind() {
    return this.random.chance(0.25) ? 'text' : 'bytes'
  }

  /** Options of a pipe, which make no difference but to how its bytes are cut. */
  options() {
    return this.random.chance(0.3) ? { readBufferSize: this.random.size(1024, 200000) } : {}
  }

  /** Watches a pipe of this run: only errors with these codes may come. */
  watch(pipe, ...codes) {
    this.tally.connections++
    this.pipes.push(pipe)
    pipe.on('error', (err) => {
      if (!codes.includes(err.code)) this.fail(`error ${err.code}: ${err.message}`)
    })
    return pipe
  }

  /** A client of a service, in this process or in the other one, with its greeting sent. */
  connect(header, options, ...codes) {
    const { ipc = false } = options
    const pipe = this.watch(new Pipe({ ...this.options(), ...options }), ...codes)
    pipe.connect(this.random.pick(this.stage.addresses)[ipc ? 'handles' : 'streams'])
    greet(pipe, header)
    return pipe
  }

  /** A header for a service, with a key for each direction, and how much goes `up` and `down`. */
  header(service, { up = 0, down = 0, ...more } = {}) {
    const { random, label: from } = this
    const [upKey, downKey, kind] = [random.next(), random.next(), this.kind()]
    const whole = (key, amount) => new Sequence(key, kind).whole(amount)
    return {
      service,
      from,
      kind,
      upKey,
      downKey,
      up: whole(upKey, up),
      down: whole(downKey, down),
      ...more
    }
  }

  /** What writes the sequence of `key` into `pipe`. */
  sender(pipe, key, kind) {
    return new Sender(pipe, new Sequence(key, kind), this.random)
  }

  /** Checks everything that `pipe` reads against the sequence of `key`; returns the sequence. */
  verify(pipe, key, kind) {
    const sequence = new Sequence(key, kind)
    pipe.on('data', (chunk) => this.check(sequence, chunk))
    return sequence
  }

  check(sequence, chunk) {
    this.tally.check(sequence, chunk, this.label)
  }

  /** When the pipe is closed, and the callbacks of its writes have run. */
  async settled(pipe, sender = null, expectations) {
    await closed(pipe)
    await turns(1)
    const complaint = sender === null ? null : sender.complaint(expectations)
    if (complaint !== null) this.fail(complaint)
  }

  equal(actual, expected, what) {
    if (actual !== expected) this.fail(`${what}: ${actual} instead of ${expected}`)
  }

  fail(text) {
    const failure = new Failure(`${this.label}: ${text}`)
    this.tally.fail(failure.message)
    return failure
  }
}
