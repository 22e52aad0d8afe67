// What a soak says of itself.
const { fs, name } = require('../conformance/support/platform')
const { targetOf } = require('../conformance/support/descriptors')

/* Seconds between two lines where there is no terminal. */
const PERIOD = 60

module.exports = class Report {
  constructor(soak) {
    this.soak = soak
    this.told = 0
    this.isTerminal = !soak.options.plain && /^\/dev\/(pts\/|tty)/.test(targetOf(1) || '')
  }

  begin() {
    const { options, peer } = this.soak
    this.line(`soak: ${name} with ${peer.name} for ${options.duration} s, --seed ${options.seed}`)
  }

  /** A lap is over. */
  lap() {
    if (this.isTerminal) fs.writeSync(1, `\r\x1b[K${this.brief}`)
    const { seconds } = this.soak
    if (seconds - this.told < PERIOD) return
    this.told = seconds
    this.line(this.progress)
  }

  success() {
    for (const holdings of this.soak.holdings) this.line(memory(holdings))
    this.line(`ok, ${this.progress}`)
  }

  failure(err) {
    const { options, stage } = this.soak
    for (const holdings of this.soak.holdings) this.line(memory(holdings))
    for (const text of stage.tally.failures.slice(0, 20)) this.line(`  ${text}`)
    this.line(`To do the same again: --seed ${options.seed}`)
    this.line(`not ok, ${err.message}, ${this.progress}`)
  }

  get progress() {
    const { course, holdings, seconds, stage } = this.soak
    return [
      `${name}: ${Math.round(seconds)} s`,
      `${course.laps} laps`,
      `${stage.tally.runs} runs`,
      `${stage.tally.connections} connections`,
      `${this.sum('handles')} handles`,
      `${this.mebibytes} MiB`,
      `${this.sum('corrupt')} corrupt bytes`,
      `descriptor drift ${this.drift}`,
      `memory ${steepest(holdings)}`
    ].join(', ')
  }

  /* What a terminal has room for. */
  get brief() {
    const { options, seconds, stage } = this.soak
    const { connections } = stage.tally
    const time = `${Math.round(seconds)}/${options.duration} s`
    const work = `${connections} connections ${this.sum('handles')} handles ${this.mebibytes} MiB`
    return `${time} ${work}, ${this.sum('corrupt')} corrupt, drift ${this.drift}`
  }

  get mebibytes() {
    return Math.round(this.sum('bytes') / 0x100000)
  }

  get drift() {
    const changes = this.soak.holdings.flatMap(({ drift }) => Object.values(drift))
    return changes.reduce((sum, change) => sum + change, 0)
  }

  /* Of this process and its peer. */
  sum(figure) {
    return this.soak.stage.tally[figure] + (this.soak.theirs[figure] || 0)
  }

  line(text) {
    console.log(this.isTerminal ? `\r\x1b[K${text}` : text)
  }
}

/* The resident memory of the process where it grows most, in KiB for 1000 connections. */
function steepest(holdings) {
  const slopes = holdings.flatMap(({ trends }) => trends.filter(({ name }) => name === 'resident'))
  if (slopes.length === 0) return 'warming up'
  return slope(slopes.reduce((a, b) => (a.slope > b.slope ? a : b)))
}

function memory({ name, trends }) {
  if (trends.length === 0) return `  ${name}: too few connections to say how its memory grows`
  const figures = trends.map((trend) => {
    return `${trend.name} ${slope(trend)} (${trend.verdict}, limit ${kib(trend.limit)})`
  })
  return `  ${name}: ${figures.join(', ')}`
}

function slope({ slope, high }) {
  return `${kib(slope)} ± ${kib(high - slope)} KiB per 1000 connections`
}

function kib(bytes) {
  return ((bytes * 1000) / 1024).toFixed(1)
}
