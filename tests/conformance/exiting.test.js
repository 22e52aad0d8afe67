// A process may end in every listener and every callback that there is.
const test = require('./support/test')
const { temporaryDirectory } = require('./support/directory')
const { command, run, shell } = require('./support/child')
const { name } = require('./support/platform')

/** Node.js gives none of its memory back on its way out. */
function exit(place, path) {
  const leaks = name === 'node' ? 'ASAN_OPTIONS=detect_leaks=0' : ''
  return shell(`exec env ${leaks} ${command('exits-at.js', [place, path])}`)
}

test('D1 the process exits in every place', { timeout: 90000 }, async (t) => {
  const directory = temporaryDirectory(t)
  const { lines } = await run('misbehaves.js', ['nothing', directory], { timeout: 60000 })
  const [places] = lines
  t.ok(places.length > 40, `${places.length} places`)
  for (let i = 0; i < places.length; i += 4) {
    const batch = places.slice(i, i + 4)
    const exits = batch.map((place, j) => exit(place, `${directory}/${i + j}`))
    for (const [j, { code, signal, stdout, stderr }] of (await Promise.all(exits)).entries()) {
      t.alike([code, signal, stdout, stderr], [7, 0, '', ''], batch[j])
    }
  }
})
