// A process that has run out of descriptors, and of what has some again.
const test = require('./support/test')
const { temporaryDirectory } = require('./support/directory')
const { run } = require('./support/child')

const works = { pipe: true, socketpair: true, connect: true, listen: true, open: true }

test('E4 N3 O3 V4 X1 without a descriptor left, EMFILE, and then all is as before', async (t) => {
  const args = [temporaryDirectory(t)]
  const { code, signal, stderr, lines } = await run('lacks-all.js', args, { limit: 64 })
  t.alike([code, signal, stderr], [0, 0, ''])
  const [{ before, without, again }] = lines
  t.alike(before, works)
  t.alike(without, {
    pipe: 'EMFILE',
    socketpair: 'EMFILE',
    connect: 'EMFILE',
    listen: 'EMFILE',
    open: true
  })
  t.alike(again, works)
})
