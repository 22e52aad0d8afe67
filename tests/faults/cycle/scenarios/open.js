/*
 * Descriptors of all kinds: the two ends of a pipe, a FIFO, a file that is written and then read, a device
 * that takes everything.
 */
const { fs } = require('../../../conformance/support/platform')

const LITTLE = 100
const MUCH = 150000

let files = null

/** Without a fault nobody has anything to report. */
exports.reports = false

exports.prepare = async function prepare(ledger) {
  const fifo = `${ledger.directory}/fifo`
  const file = `${ledger.directory}/file`
  // Held open for both, a FIFO does not wait for its other end.
  const both = fs.openSync(fifo, 'r+')
  const input = fs.openSync(fifo, 'r')
  const output = fs.openSync(fifo, 'w')
  fs.closeSync(both)
  files = {
    fifo: [input, output],
    file: [fs.openSync(file, 'w'), fs.openSync(file, 'r')],
    device: fs.openSync('/dev/null', 'r+')
  }
  ledger.own(...files.fifo, ...files.file, files.device)
}

exports.start = function start(ledger) {
  carry(ledger, 'pipe', ledger.own(...ledger.Pipe.pipe()), MUCH)
  carry(ledger, 'FIFO', files.fifo, LITTLE)
  store(ledger, files.file)
  const device = ledger.opened('device', files.device)
  ledger.run(() => device.end(Buffer.alloc(LITTLE)))
  device.resume()
}

/* From one end to the other, at the same time. */
function carry(ledger, name, [input, output], length) {
  const reader = ledger.opened(`${name}, read`, input)
  const writer = ledger.opened(`${name}, written`, output)
  const flow = ledger.flow(name, writer)
  ledger.read(flow, reader)
  send(ledger, flow, length)
}

/* First all of it is written, then it is read. */
function store(ledger, [output, input]) {
  const writer = ledger.opened('file, written', output)
  const flow = ledger.flow('file', writer)
  // Before the ledger counts it: when all are closed, the cycle is over.
  writer.prependListener('close', () => {
    ledger.run(() => ledger.read(flow, ledger.opened('file, read', input)))
  })
  send(ledger, flow, MUCH)
}

function send(ledger, flow, length) {
  ledger.write(flow, LITTLE)
  ledger.write(flow, LITTLE)
  ledger.write(flow, length)
  flow.sender.end()
}
