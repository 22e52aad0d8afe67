const net = require('node:net')

exports.createServer = net.createServer
exports.connect = (path, options = {}) => net.connect({ ...options, path })
