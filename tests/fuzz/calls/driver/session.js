// A whole run: what once was wrong, then round after round, and what is to be said of a failure.
const fs = require('fs')
const os = require('os')
const path = require('path')
const plan = require('../plan/rounds')
const { play, shrink, signature } = require('./shrink')
const wording = require('./wording')

const CORPUS = path.join(__dirname, '..', 'corpus')
const BATCH = 250

/** One run on one engine. */
module.exports = class Session {
  constructor(engine, options, screen) {
    this.engine = engine
    this.options = options
    this.screen = screen
    this.calls = 0
    this.rounds = 0
    this.played = 0
  }

  /** Resolves with true when nothing was wrong. */
  async run() {
    const { options } = this
    if (options.play !== undefined)
      return this.tell(JSON.parse(fs.readFileSync(options.play, 'utf8')))
    const { reflection } = (await this.ask({ describe: true })).last
    this.reflection = reflection
    if (options.round !== undefined) return this.tell(plan(options.seed, options.round, reflection))
    return (await this.again()) && (await this.anew())
  }

  /** What the corpus holds. */
  async again() {
    for (const name of fs
      .readdirSync(CORPUS)
      .filter((one) => one.endsWith('.json'))
      .sort()) {
      const file = path.join(CORPUS, name)
      const result = await this.engine.run({ file })
      this.played++
      if (result.ok) continue
      this.screen.say(`${name} fails again: ${describe(result)}`)
      this.screen.say(result.stderr)
      this.screen.say(`Steps: ${file}\nRerun: ${this.rerun(`--play ${file}`)}`)
      return false
    }
    return true
  }

  /** Rounds of the seed, a process for each batch, until there have been enough calls. */
  async anew() {
    const { calls, seed } = this.options
    const begun = Date.now()
    while (this.calls < calls) {
      const task = { seed, first: this.rounds, count: BATCH }
      const result = await this.engine.run(task, (message) => {
        if (message.calls === undefined) return
        this.calls += message.calls
        this.rounds++
        this.screen.progress(`${this.calls} of ${calls} calls, ${rate(this.calls, begun)} a second`)
      })
      if (!result.ok) return this.report(task, result)
    }
    this.rate = rate(this.calls, begun)
    return true
  }

  /** Performs one round, and prints every step of it. */
  async tell(round) {
    const result = await play(this.engine, this.file('told'), round, ({ step, calls }) => {
      if (step !== undefined) this.screen.say(`  ${step}. ${wording.step(round.steps[step])}`)
      if (calls !== undefined) this.calls += calls
    })
    this.rounds++
    if (!result.ok) this.screen.say(`${result.stderr}\n${describe(result)}`)
    return result.ok
  }

  async report(task, result) {
    const { seed } = this.options
    const { finding } = result
    const number =
      finding !== null && finding.round !== undefined ? finding.round : result.last.round
    const { screen } = this
    screen.say(`Seed ${seed}, round ${number}: ${describe(result)}`)
    if (result.finding === null) screen.say(result.stderr)

    if (
      number === undefined ||
      (result.last.calls !== undefined && result.finding === null && isLeak(result))
    ) {
      screen.say(
        `It shows when rounds ${task.first} to ${task.first + task.count - 1} have run in one process.`
      )
      screen.say(`Rerun: ${this.rerun(`--seed ${seed}`)}`)
      return false
    }
    await this.reproduce(number, signature(result))
    return false
  }

  /** Has the round run by itself, looks for the fewest steps, and says how to run them. */
  async reproduce(number, wanted) {
    const { screen, options } = this
    const round = plan(options.seed, number, this.reflection)
    const file = this.file('steps')
    const alone = await play(this.engine, file, round)
    screen.say(`Rerun: ${this.rerun(`--seed ${options.seed} --round ${number}`)}`)
    if (signature(alone) !== wanted) {
      screen.say(
        `By itself the round ${alone.ok ? 'passes' : `fails otherwise: ${describe(alone)}`}; what came before has a part in it.`
      )
      screen.say(`Rerun from the start: ${this.rerun(`--seed ${options.seed}`)}`)
      screen.say(round.steps.map((one, i) => `  ${i}. ${wording.step(one)}`).join('\n'))
      return
    }
    const least = options.whole
      ? round
      : await shrink(this.engine, file, round, wanted, (text) => screen.progress(text))
    const final = await play(this.engine, file, least)
    screen.say(
      `${least.steps.length} steps (${least.flavour}${least.isUnseen ? ', unseen' : ''}) are enough:`
    )
    screen.say(least.steps.map((one, i) => `  ${i}. ${wording.step(one)}`).join('\n'))
    screen.say(`${describe(final)}\n${final.stderr}`)
    screen.say(`Steps: ${file}, to be kept in tests/fuzz/calls/corpus once mended`)
    screen.say(`Rerun: ${this.rerun(`--play ${file}`)}`)
  }

  async ask(task) {
    const result = await this.engine.run(task)
    if (result.last.reflection === undefined)
      throw new Error(`The engine does not run:\n${describe(result)}\n${result.stderr}`)
    return result
  }

  file(name) {
    return path.join(os.tmpdir(), `calls-${name}-${process.pid}.json`)
  }

  rerun(args) {
    const quoted = this.engine.command.map((word) =>
      /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`
    )
    return `node tests/fuzz/calls/fuzz.js ${args} -- ${quoted.join(' ')}`
  }
}

function describe(result) {
  if (result.hang) return 'nothing has been heard of it for two minutes'
  return result.finding === null ? result.crash || 'all is well' : result.finding.what
}

function isLeak(result) {
  return /LeakSanitizer/.test(result.stderr)
}

function rate(calls, begun) {
  return Math.round((calls * 1000) / Math.max(Date.now() - begun, 1))
}
