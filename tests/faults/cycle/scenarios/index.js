/* The scenarios, by their names. */
exports.serve = require('./serve')
exports.crowd = require('./crowd')
exports.pass = require('./pass')
exports.open = require('./open')
exports.refuse = require('./refuse')
exports.abrupt = require('./abrupt')
