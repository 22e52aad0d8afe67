// The ways in which a process ends while pipes are at work.
const path = require('path')
const test = require('../conformance/support/test')
const { shell } = require('../conformance/support/child')
const { exists, socketPath } = require('../conformance/support/directory')

const fixture = path.join(__dirname, 'fixtures', 'exits.js')

// Node.js gives none of its memory back on its way out, except at the natural end.
function leave(manner, socket) {
  const leaks = manner === 'end' ? '' : 'ASAN_OPTIONS=detect_leaks=0'
  return shell(`exec env ${leaks} '${process.execPath}' '${fixture}' ${manner} '${socket}'`)
}

test('process.exit() inside a listener, with work in flight', async (t) => {
  const { code, signal, stdout, stderr } = await leave('exit', socketPath(t))
  t.alike([code, signal, stdout, stderr], [3, 0, 'exit 3\n', ''])
})

test('process.reallyExit() skips what is left', async (t) => {
  const { code, signal, stdout, stderr } = await leave('reallyExit', socketPath(t))
  t.alike([code, signal, stdout, stderr], [4, 0, '', ''])
})

test('an exception that nobody handles', async (t) => {
  const { code, signal, stdout, stderr } = await leave('throw', socketPath(t))
  t.alike([code, signal, stdout], [1, 0, 'exit 1\n'])
  t.ok(stderr.includes('Error: thrown on the way out'), stderr)
})

test('a signal', async (t) => {
  const { signal, stdout, stderr } = await leave('kill', socketPath(t))
  t.alike([signal, stdout, stderr], ['SIGTERM', '', ''])
})

test('the natural end, with pipes and a server that nobody waits for', async (t) => {
  const socket = socketPath(t)
  const { code, signal, stdout, stderr } = await leave('end', socket)
  t.alike([code, signal, stdout, stderr], [0, 0, 'exit 0\n', ''])
  t.absent(exists(socket), 'its file is removed')
})
