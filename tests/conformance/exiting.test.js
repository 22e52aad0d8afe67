// A process may end in every listener and every callback that there is.
const test = require('./support/test')
const { temporaryDirectory } = require('./support/directory')
const { run } = require('./support/child')

test('D1 the process exits in every place', { timeout: 90000 }, async (t) => {
  const directory = temporaryDirectory(t)
  const { lines } = await run('misbehaves.js', ['nothing', directory], { timeout: 60000 })
  const [places] = lines
  t.ok(places.length > 40, `${places.length} places`)
  for (let i = 0; i < places.length; i += 4) {
    const batch = places.slice(i, i + 4)
    const exits = batch.map((place, j) => run('exits-at.js', [place, `${directory}/${i + j}`]))
    for (const [j, { code, signal, stdout, stderr }] of (await Promise.all(exits)).entries()) {
      t.alike([code, signal, stdout, stderr], [7, 0, '', ''], batch[j])
    }
  }
})
