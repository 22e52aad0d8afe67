/** Tells what this process has counted and what it holds, once it has nothing else to do. */
module.exports = function measure({ pipe, stage }) {
  stage.measure({ visitors: 1 }).then((sample) => pipe.end(JSON.stringify(sample)))
  return () => {}
}
