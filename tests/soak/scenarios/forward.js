const { Pipe } = require('../../conformance/subject')
const { closed } = require('../streams')

/** Through one to four proxies, each of which knows nothing but `pipe()`. */
module.exports = async function forward(run) {
  const header = run.header('echo', { up: run.amount() })
  const links = []
  const upstream = run.connect(header, {})
  let last = upstream
  for (let i = run.random.between(1, 4); i > 0; i--) {
    const [a, b] = Pipe.socketpair().map((fd) => run.watch(new Pipe(fd, run.options())))
    b.pipe(last)
    last.pipe(b)
    links.push(b)
    last = a
  }
  const sender = run.sender(last, header.upKey, header.kind)
  const received = run.verify(last, header.upKey, header.kind)
  await sender.send(header.up)
  last.end()
  await run.settled(last, sender)
  await Promise.all([upstream, ...links].map(closed))
  run.equal(received.position, header.up, 'bytes came back')
}
