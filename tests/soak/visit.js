// One connection to a service, seen from the service.
const Random = require('./random')
const { Sequence } = require('./sequence')
const { Sender } = require('./streams')

/* What a client that destroys its end leaves the service with. */
const BROKEN = ['ECONNRESET', 'EPIPE']

module.exports = class Visit {
  constructor(stage, pipe) {
    this.stage = stage
    this.tally = stage.tally
    this.pipe = pipe
    this.pipes = [pipe]
    this.header = null
    this.sequence = null
    this.read = null
  }

  get label() {
    if (this.header === null) return 'a service without a greeting'
    return `service ${this.header.service} for ${this.header.from}`
  }

  /** The greeting is complete: `service(visit)` returns what reads the chunks from here on. */
  begin(header, service) {
    this.header = header
    this.random = new Random(header.upKey)
    this.read = service(this)
    this.pipe.on('data', this.read)
  }

  /** The bytes that the client sends, to be checked. */
  expect() {
    this.sequence = new Sequence(this.header.upKey, this.header.kind)
    return (chunk) => this.tally.check(this.sequence, chunk, this.label)
  }

  /** What writes the bytes that the client checks. */
  sender() {
    return new Sender(this.pipe, new Sequence(this.header.downKey, this.header.kind), this.random)
  }

  /* The client said that it would not stay until the end, or was gone before it could. */
  get mayBreak() {
    return this.header === null || this.header.breaks === true
  }

  onerror(err) {
    if (this.mayBreak && BROKEN.includes(err.code)) return
    this.fail(`error ${err.code}: ${err.message}`)
  }

  /* Nothing is lost, unless the client said that it would not stay until the end. */
  finish() {
    if (this.mayBreak || this.sequence === null) return
    if (this.sequence.position === this.header.up) return
    this.fail(`${this.sequence.position} bytes arrived instead of ${this.header.up}`)
  }

  fail(text) {
    this.tally.fail(`${this.label}: ${text}`)
  }
}
