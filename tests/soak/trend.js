// Whether a figure grows: a straight line through its samples, and how far that can be trusted.

/**
 * The least-squares line through `points`, `[x, y]` each: its `slope`, and the interval from `low` to
 * `high` that holds the true one with 95 % confidence if the samples scatter independently.
 */
exports.fit = function fit(points) {
  const n = points.length
  if (n < 3) return { slope: 0, low: -Infinity, high: Infinity }
  const meanX = mean(points.map(([x]) => x))
  const meanY = mean(points.map(([, y]) => y))
  let xx = 0
  let xy = 0
  for (const [x, y] of points) {
    xx += (x - meanX) ** 2
    xy += (x - meanX) * (y - meanY)
  }
  const slope = xy / xx
  let rest = 0
  for (const [x, y] of points) rest += (y - meanY - slope * (x - meanX)) ** 2
  const margin = quantile(n - 2) * Math.sqrt(rest / (n - 2) / xx)
  return { slope, low: slope - margin, high: slope + margin }
}

/**
 * `'flat'` when the true slope is below `limit` with that confidence, `'grows'` when it is above, and
 * `'unsettled'` as long as the samples do not tell.
 */
exports.verdict = function verdict({ low, high }, limit) {
  if (high < limit) return 'flat'
  return low > limit ? 'grows' : 'unsettled'
}

/* Of Student's t: 97.5 % are below it. Hill's expansion, within 1 % from three degrees of freedom on. */
function quantile(freedom) {
  if (freedom === 1) return 12.706
  const z = 1.959964
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  )
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
