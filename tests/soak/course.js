// Laps of many runs, a bounded number of them at a time. Between two laps nothing is under way.
const Random = require('./random')
const Run = require('./run')
const { choose } = require('./programme')
const { FOREVER } = require('./waiting')

/* How many runs a lap has, and how many of them go on at a time. */
const LENGTH = 200
const WIDTH = 40

module.exports = class Course {
  constructor(stage, scenarios, seed) {
    this.stage = stage
    this.scenarios = scenarios
    this.seed = seed
    this.laps = 0
    this.underWay = new Map()
  }

  /** One lap. Runs that fail tell so to the tally. */
  async lap() {
    const seed = Random.derive(this.seed, this.laps++)
    let next = 0
    const lane = async () => {
      while (next < LENGTH) await this.run(Random.derive(seed, next++))
    }
    const lanes = Array.from({ length: WIDTH }, lane)
    await Promise.all(lanes)
    this.stage.kept.release()
  }

  async run(seed) {
    const random = new Random(seed)
    const { name, perform } = choose(this.scenarios, random)
    const run = new Run(this.stage, name, random.next())
    this.underWay.set(run, Date.now())
    try {
      await perform(run)
    } catch (err) {
      run.fail(err.stack)
    }
    this.underWay.delete(run)
    this.stage.tally.runs++
  }

  /** Runs that have been under way for too long: they wait for something that will not come. */
  get stuck() {
    const latest = Date.now() - FOREVER
    return [...this.underWay].filter(([, began]) => began < latest).map(([run]) => run)
  }
}
