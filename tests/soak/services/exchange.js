/** Sends and checks at the same time. */
module.exports = function exchange(visit) {
  const { pipe, header } = visit
  visit
    .sender()
    .send(header.down)
    .then(() => pipe.end())
  return visit.expect()
}
