// From the steps of a round that fails to a few of them that fail in the same way.
const fs = require('fs')

const MOST_RUNS = 120
const MOST_TIME = 180_000

/** How a run has failed, without what differs from run to run; null when it has not. */
exports.signature = function signature(result) {
  if (result.ok) return null
  if (result.hang) return 'hang'
  const text = result.finding !== null ? result.finding.what.split('\n')[0] : result.crash
  return text.replace(/0x[0-9a-f]+|\d+/g, 'N')
}

/** Runs steps on `engine`. */
exports.play = async function play(engine, file, steps, hear) {
  fs.writeFileSync(file, `${JSON.stringify(steps)}\n`)
  return engine.run({ file, trace: hear !== undefined }, hear)
}

/** Steps, as few as can be found in reasonable time, that fail with `wanted`. */
exports.shrink = async function shrink(engine, file, round, wanted, progress) {
  const until = Date.now() + MOST_TIME
  let runs = 0
  let { steps } = round

  const fails = async (candidate) => {
    runs++
    progress(`looking for the fewest steps: ${steps.length}, run ${runs}`)
    const result = await exports.play(engine, file, { ...round, steps: candidate })
    return exports.signature(result) === wanted
  }

  for (
    let size = Math.ceil(steps.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = steps.length - size; from > -size; from -= size) {
      if (runs >= MOST_RUNS || Date.now() > until) return { ...round, steps }
      const start = Math.max(from, 0)
      const candidate = [...steps.slice(0, start), ...steps.slice(from + size)]
      if (candidate.length < steps.length && (await fails(candidate))) steps = candidate
    }
  }
  return { ...round, steps }
}
