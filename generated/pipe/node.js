// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

// The native addon, on Node.js.
const { platform, arch } = process
const binding = require(`../../prebuilds/${platform}-${arch}/bare-pipe.node`)

require('../../runtime/engine/node-sockets').travel(binding)

module.exports = binding
