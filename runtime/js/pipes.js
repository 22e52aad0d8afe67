/* The class of all pipes, and its methods as they were when it was loaded: a program may replace them. */
const Pipe = require('../../generated/pipe/js/pipe')

const { push, write } = Pipe.prototype

module.exports = { Pipe, push, write }
