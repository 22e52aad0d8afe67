/* What does not work anyway: it fails in a decent manner, also when something else fails on the way. */
const { fs } = require('../../../conformance/support/platform')

let descriptors = null

/** Without a fault there is something to report as well. */
exports.reports = true

exports.prepare = async function prepare(ledger) {
  descriptors = {
    directory: fs.openSync(ledger.directory, 'r'),
    shared: fs.openSync('/dev/zero', 'r')
  }
  ledger.own(descriptors.directory, descriptors.shared)
}

exports.start = function start(ledger) {
  const { Pipe, directory } = ledger
  ledger.opened('directory', descriptors.directory)
  ledger.opened('no descriptor', 1000000)
  ledger.pipe('nobody there', new Pipe(`${directory}/nobody`))
  ledger.pipe('a path that is too long', new Pipe(`${directory}/${'x'.repeat(200)}`))
  ledger.pipe('an even longer one', new Pipe(`${directory}/${'x'.repeat(1000)}`))
  ledger.server('no directory', new Pipe.Server()).listen(`${directory}/none/at/all`)

  const first = ledger.server('first', new Pipe.Server())
  const second = ledger.server('second', new Pipe.Server())
  first.listen(`${directory}/taken`)
  second.listen(`${directory}/taken`)
  for (const { object } of ledger.objects) {
    if (object instanceof Pipe.Server) ledger.run(() => object.close())
  }

  const held = ledger.opened('first to open', descriptors.shared, { eagerOpen: false })
  if (!held.pending) ledger.pipe('second to open', new Pipe(descriptors.shared))
  const [a, b] = ledger.own(...Pipe.socketpair())
  const plain = ledger.opened('not for handles', a)
  const other = ledger.opened('its other end', b)
  ledger.run(() => plain.write(Buffer.from('x'), other))
  other.resume()
  other.on('end', () => ledger.run(() => other.end()))
  held.destroy()
}
