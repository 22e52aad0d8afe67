// Handles that the kernel does not take: more on their way than a user may have open, which is for all
// but root, or any for a peer that wants none.
const test = require('./support/test')
const { Pipe } = require('./subject')
const { plainPair, gone } = require('./support/channel')
const { run } = require('./support/child')
const { fresh } = require('./support/users')
const { once } = require('./support/events')
const { peer, descriptorCount } = require('./support/peer')

const limit = 64

test('I6 a handle too many on its way fails its own write, and the pipe goes on', async (t) => {
  const options = { limit, as: fresh() }
  const { code, lines, stderr } = await run('in-flight.js', [], options)
  t.is(code, 0, stderr)
  const [{ sent, refused, ...rest }] = lines
  t.ok(sent > 0 && sent <= limit + 1, `${sent} sent`)
  t.alike(refused, new Array(2 * limit - sent).fill('EMFILE'))
  t.alike(rest, {
    waited: ['EMFILE', 'EMFILE'],
    errors: [],
    received: sent + 1,
    later: [
      [null, 7, 'xy'],
      [null, 7, 'xy'],
      [null, 7, 'xy']
    ]
  })
})

test('I6 a handle for a peer that takes none fails its own write, and the pipe goes on', async (t) => {
  const extra = await descriptorCount()
  const { pipe, finished } = peer(t, [['refuse'], ['receive'], ['wait']])
  const [sent, other] = plainPair()
  const refuses = (await once(pipe, 'data')).toString() === 'yes'
  if (!refuses) t.comment('this kernel gives a peer no way to take none')
  const err = await new Promise((resolve) => pipe.write('with one', sent, resolve))
  t.is(err === null ? null : err.code, refuses ? 'EPERM' : null)
  pipe.end('without')
  const { code, lines, stderr } = await finished
  t.is(code, 0, stderr)
  if (refuses) t.alike(lines, [{ text: 'without', received: [] }])
  await gone(pipe, sent, other)
  t.is(extra(), 0)
})
