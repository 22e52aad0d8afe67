const { fs } = require('./platform')
const { start, command } = require('./child')
const { turns } = require('./events')

/**
 * A server in another process that listens with the arguments `listen` and then stands still, so
 * that whoever connects waits in its backlog. Resolves with the child.
 */
exports.stoppedServer = async function stoppedServer(t, listen) {
  const words = [
    JSON.stringify(listen.map((value) => (value === undefined ? 'undefined' : value))),
    '"stopped"'
  ]
  const child = start(`exec ${command('listens.js', words)}`)
  t.teardown(() => {
    child.kill('SIGKILL')
    return child.finished
  })
  if (!(await child.prints('listening'))) throw new Error('the server does not listen')
  const stat = `/proc/${child.subprocess.pid}/stat`
  while (!/^\d+ \(.*\) T /.test(fs.readFileSync(stat, 'utf8'))) await turns(1)
  return child
}
