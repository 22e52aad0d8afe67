// What a listener or a callback may do, in each one that there is: fixtures/misbehaves.js finds them
// by going through a lifetime of which nothing is left out.
const test = require('./support/test')
const { temporaryDirectory } = require('./support/directory')
const { pipeEvents, serverEvents } = require('./support/declared-events')
const { run } = require('./support/child')

/** Goes through all places, and through the lifetime once more for each. */
async function misbehave(t, manner) {
  const args = [manner, temporaryDirectory(t)]
  const { code, signal, stderr, lines } = await run('misbehaves.js', args, { timeout: 60000 })
  const [places, ...results] = lines
  t.alike([code, signal, stderr], [0, 0, ''], `after ${JSON.stringify(results.at(-1))}`)
  t.alike(
    results.map(({ place }) => place),
    places,
    `${places.length} places`
  )
  return { places, results }
}

/** All has been as if nothing had happened. */
function unimpressed(t, { place, stuck, closes, errors, received, looped, balanced }) {
  t.is(stuck, null, place)
  t.ok(
    Object.values(closes).every((count) => count === 1),
    `${place}: close, once for each: ${JSON.stringify(closes)}`
  )
  if (place !== 'iterator: for await') t.is(looped, 10, place)
  t.alike(errors, ['server:EACCES', 'loser:ENOENT'], place)
  t.alike([received.client, received.peer, received.last], [40004, 40004, 7], place)
  t.ok(balanced, `${place}: descriptors`)
}

test('D2 every event is among the places, and every callback', { timeout: 90000 }, async (t) => {
  const { places } = await misbehave(t, 'throws once')
  const names = new Set(places.map((place) => place.slice(place.indexOf(': ') + 2)))
  for (const name of [...pipeEvents, ...serverEvents]) t.ok(names.has(name), name)
  for (const name of ['connect', 'write', 'write with a handle', 'end', 'listen', 'close', 'pipe'])
    t.ok(names.has(`${name} callback`), `${name} callback`)
  for (const name of ['accept hook', 'for await', 'removeEventListener']) t.ok(names.has(name))
})

for (const manner of ['throws once', 'throws']) {
  test(`D2 what ${manner} is uncaught, and all goes on`, { timeout: 90000 }, async (t) => {
    // An old runtime keeps the second exception of a turn for the next one that there is.
    const reportsAll = (await run('throws-twice.js')).lines[0].length === 2
    const { results } = await misbehave(t, manner)
    for (const result of results) {
      const { place, count, uncaught, rejected } = result
      unimpressed(t, result)
      t.ok(count > 0, place)
      const [thrown, other] = /for await/.test(place) ? [rejected, uncaught] : [uncaught, rejected]
      t.ok(thrown.every((message) => message === 'boom') && other.length === 0, place)
      const expected = manner === 'throws once' ? 1 : count
      t.ok(thrown.length === expected || (!reportsAll && thrown.length > 0), `${place}: ${thrown}`)
    }
  })
}

test('D2 a listener that rejects is an unhandled rejection', { timeout: 90000 }, async (t) => {
  const { results } = await misbehave(t, 'rejects')
  for (const result of results) {
    const { place, count, uncaught, rejected } = result
    unimpressed(t, result)
    t.alike([uncaught, rejected.length], [[], count], place)
  }
})

for (const manner of [
  'destroys the client',
  'destroys the peer',
  'destroys with an error',
  'destroys all',
  'closes the server',
  'writes and ends'
]) {
  test(`D1 V5 whatever ${manner} closes all, once`, { timeout: 90000 }, async (t) => {
    const { results } = await misbehave(t, manner)
    for (const { place, stuck, uncaught, rejected, closes, balanced } of results) {
      t.alike([stuck, uncaught], [null, []], place)
      // A loop over a pipe that is destroyed from outside is told so.
      const told = place === 'iterator: for await' ? ['Stream was destroyed'] : []
      t.ok(
        rejected.every((message) => told.includes(message)),
        `${place}: ${rejected}`
      )
      const { server, ...pipes } = closes
      t.ok(
        Object.values(pipes).every((count) => count === 1) && server >= 1,
        `${place}: ${JSON.stringify(closes)}`
      )
      t.ok(balanced, `${place}: descriptors`)
    }
  })
}
