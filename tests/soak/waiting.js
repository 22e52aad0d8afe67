// Waiting for what may never come.

/** Milliseconds after which something does not come any more, however busy the machine is. */
exports.FOREVER = 120000

/** Resolves as `promise` does, unless `trouble()` says why it will not: then it rejects. */
exports.unless = async function unless(trouble, promise) {
  let timer
  const troubled = new Promise((resolve, reject) => {
    timer = setInterval(() => {
      const err = trouble()
      if (err !== null) reject(err)
    }, 100)
  })
  try {
    return await Promise.race([promise, troubled])
  } finally {
    clearInterval(timer)
  }
}

/** What runs or visits are waiting for, going by the pipes that they have open. */
exports.describe = function describe(those) {
  return those.map(({ label, pipes }) => `${label} [${pipes.map(condition).join('; ')}]`).join(', ')
}

function condition(pipe) {
  const { readyState, bytesRead, bytesWritten, destroyed, destroying } = pipe
  const state = destroyed ? 'closed' : destroying ? 'closing' : readyState
  return `${state} ${bytesRead} read ${bytesWritten} written`
}
