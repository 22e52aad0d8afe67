/* The scenarios, by their names. */
exports.serve = require('./serve')
