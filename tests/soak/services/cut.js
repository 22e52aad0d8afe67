/** Destroys its end when so many bytes have arrived, with bytes of its own under way. */
module.exports = function cut(visit) {
  const { pipe, header } = visit
  const check = visit.expect()
  pipe.on('end', () => pipe.end())
  visit.sender().flood(header.down)
  return (chunk) => {
    check(chunk)
    if (visit.sequence.position >= header.up) pipe.destroy()
  }
}
