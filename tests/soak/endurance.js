// A soak from its beginning to its end.
const { AbortController, fs, name, os } = require('../conformance/support/platform')
const Course = require('./course')
const Exceptions = require('./exceptions')
const Holdings = require('./holdings')
const Kept = require('./kept')
const PeerProcess = require('./peer-process')
const Report = require('./report')
const Stage = require('./stage')
const { makeFifos } = require('./fifos')
const { select } = require('./programme')
const { Failure } = require('./tally')
const { describe, unless } = require('./waiting')

/* The laps that may be added when the time is over and the samples of memory do not tell: so many more. */
const PATIENCE = { laps: 60, share: 0.5 }

/* For so many milliseconds, at most, what has begun may come to its end when something is wrong. */
const REST = 10000

module.exports = class Endurance {
  constructor(options) {
    this.options = options
    this.directory = fs.mkdtempSync(`${os.tmpdir()}/soak-`)
    this.stage = new Stage(this.directory, 'own', options.meter)
    this.stage.kept = new Kept(this.stage.tally)
    this.stage.exceptions = new Exceptions(this.stage.tally)
    // Several: Node.js warns of a leak when more than ten listen to one.
    this.stage.lastingSignals = Array.from({ length: 16 }, () => new AbortController().signal)
    this.course = new Course(this.stage, select(options.scenarios), options.seed)
    this.stage.programs = [os.execPath(), options.peer || os.execPath()]
    this.peer = new PeerProcess(this.stage.programs[1], this.directory, options)
    this.own = new Holdings(name, this.stage.memory.kinds)
    this.others = new Holdings(`${this.peer.name}, the peer`, this.stage.memory.kinds)
    this.report = new Report(this)
    this.theirs = {}
    this.lastLap = null
    this.going = Promise.resolve()
    this.began = Date.now()
  }

  /** Resolves with true when all went well. */
  async perform() {
    this.report.begin()
    try {
      await this.prepare()
      while (!this.isOver()) {
        this.going = this.lap()
        await unless(() => this.trouble, this.going)
      }
      await this.finish()
    } catch (err) {
      if (!(err instanceof Failure)) this.stage.tally.fail(err.stack)
      this.report.failure(err)
      await this.rest()
      return false
    } finally {
      this.peer.kill()
      fs.rmSync(this.directory, { recursive: true, force: true })
    }
    this.report.success()
    return true
  }

  /* A thread that finds neither the peer nor its files would end the process in its own way. */
  rest() {
    const late = new Promise((resolve) => setTimeout(resolve, REST))
    return Promise.race([late, this.going.catch(() => {})])
  }

  get seconds() {
    return (Date.now() - this.began) / 1000
  }

  get holdings() {
    return [this.own, this.others]
  }

  async prepare() {
    this.stage.fifos = await makeFifos(this.directory, 8)
    await this.peer.started()
    this.stage.addresses.push(this.peer.address)
  }

  async lap() {
    await this.course.lap()
    const sample = await this.stage.measure({ visitors: 0 })
    this.own.add(this.stage.tally.connections, sample)
    this.theirs = await this.peer.measure()
    this.others.add(this.theirs.visits, this.theirs)
    this.report.lap()
    const trouble = this.trouble
    if (trouble !== null) throw trouble
  }

  /* What is wrong, as a Failure, or null; it need not wait for what that keeps from coming. */
  get trouble() {
    const { course, own, others, peer, stage, theirs } = this
    const reason =
      stage.tally.failures[0] ||
      theirs.failure ||
      peer.complaint ||
      own.complaint ||
      others.complaint
    if (reason) return new Failure(reason)
    const { stuck } = course
    return stuck.length === 0 ? null : new Failure(`nothing comes any more: ${describe(stuck)}`)
  }

  isOver() {
    if (this.seconds < this.options.duration) return false
    const { doubt } = this
    if (doubt === null) return true
    const { laps } = this.course
    if (this.lastLap === null) {
      this.lastLap = laps + Math.max(PATIENCE.laps, laps * PATIENCE.share)
    }
    if (laps < this.lastLap) return false
    throw new Failure(`it cannot be said that memory is flat: ${doubt}`)
  }

  /* The peer may have had too little to do to say anything of it; this process may not. */
  get doubt() {
    if (this.own.trends.length === 0) return `${name}: too few connections`
    return this.own.doubt || this.others.doubt
  }

  async finish() {
    await this.stage.close()
    const status = await this.peer.leave()
    if (status !== 0) throw new Failure(`the peer has ended with ${status}`)
    if (this.trouble !== null) throw this.trouble
  }
}
