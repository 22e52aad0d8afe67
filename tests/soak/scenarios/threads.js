const { name } = require('../../conformance/support/platform')
const visit = require('../visitors/visit')
const { start } = require(`../visitors/${name}`)

/** Another thread with a pipe of its own, which ends by itself or is ended. */
module.exports = function threads(run) {
  return visit(run, start)
}
