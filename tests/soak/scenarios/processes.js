const visit = require('../visitors/visit')
const { start } = require('../visitors/process')

/** Another process, of this runtime or of the other one, which ends by itself or is killed. */
module.exports = function processes(run) {
  const program = run.random.pick(run.stage.programs)
  return visit(run, (path, onerror) => start(program, path, onerror))
}
