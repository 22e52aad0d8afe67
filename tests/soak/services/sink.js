/** Takes what it gets, in its own time, and tells in the end how much that was. */
module.exports = function sink(visit) {
  const { pipe, random } = visit
  const check = visit.expect()
  pipe.on('end', () => pipe.end(String(visit.sequence.position)))
  return (chunk) => {
    check(chunk)
    if (!random.chance(0.05)) return
    pipe.pause()
    setTimeout(() => pipe.resume(), random.below(3))
  }
}
