// JavaScript that still runs in an environment in which nothing of the package is left.
const test = require('../conformance/support/test')
const { os, path } = require('../conformance/support/platform')
const { shell } = require('../conformance/support/child')

const addon = os.getEnv('BARE_PIPE_LATE')
const script = path.join(__dirname, 'fixtures/late.js')

for (const way of ['exit', 'end']) {
  test(`D1 after the teardown, by ${way}, everything is an error or nothing`, async (t) => {
    const line = `exec '${os.execPath()}' '${script}' '${addon}' ${way}`
    const { code, signal, stderr, lines } = await shell(line)
    t.alike([code, signal, stderr], [0, 0, ''])
    const [outcomes] = lines
    t.is(outcomes['new Pipe'], 'ECANCELED')
    t.is(outcomes['new Server'], 'ECANCELED')
    t.is(outcomes.inbox, 'ECANCELED')
    t.is(outcomes.told, 'ECANCELED')
    t.is(outcomes.outbox, 'ECANCELED')
    t.is(outcomes.pipe, true, 'what needs no loop works')
    for (const [name, outcome] of Object.entries(outcomes)) {
      t.ok(outcome === true || typeof outcome === 'string', `${name}: ${outcome}`)
    }
  })
}
