const Pipe = require('../../..')

exports.createServer = Pipe.createServer
exports.connect = (path, options) => new Pipe(options).connect(path)
exports.Pipe = Pipe
