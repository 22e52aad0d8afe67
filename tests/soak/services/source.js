/** Sends what has been asked for, and ends; the client may have ended before. */
module.exports = function source(visit) {
  const { pipe, header } = visit
  send(visit.sender(), header)
  return () => visit.fail('nothing should have arrived')

  async function send(sender, { down }) {
    if (visit.random.chance(0.3)) sender.flood(down)
    else await sender.send(down)
    pipe.end()
  }
}
