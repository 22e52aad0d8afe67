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
    if (this.isTerminal) fs.writeSync(1, `\r\x1b[K${this.progress}`)
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
    const { course, holdings, seconds, stage, theirs } = this.soak
    const sum = (figure) => stage.tally[figure] + (theirs[figure] || 0)
    const drift = holdings.flatMap((each) => Object.values(each.drift)).reduce((a, b) => a + b, 0)
    return [
      `${name}: ${Math.round(seconds)} s`,
      `${course.laps} laps`,
      `${stage.tally.runs} runs`,
      `${stage.tally.connections} connections`,
      `${sum('handles')} handles`,
      `${(sum('bytes') / 0x100000).toFixed(0)} MiB`,
      `${sum('corrupt')} corrupt bytes`,
      `descriptor drift ${drift}`,
      `memory ${steepest(holdings)}`
    ].join(', ')
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
