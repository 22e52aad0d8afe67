/** Has this process close its servers, and end when its last connection has. */
module.exports = function leave({ pipe, stage }) {
  pipe.end()
  stage.close()
  return () => {}
}
