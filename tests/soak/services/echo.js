/** Sends back what it gets, as fast as the client takes it. */
module.exports = function echo(visit) {
  const { pipe } = visit
  const check = visit.expect()
  pipe.on('drain', () => pipe.resume())
  pipe.on('end', () => pipe.end())
  return (chunk) => {
    check(chunk)
    if (!pipe.write(chunk)) pipe.pause()
  }
}
