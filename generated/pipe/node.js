// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

// The native addon, on Node.js.
const { platform, arch } = process
const binding = require(`../../prebuilds/${platform}-${arch}/bare-pipe.node`)

// Callbacks run in the context of whoever gave them.
binding.keep = require('../../runtime/engine/node-context').keep

// What becomes of few bytes that arrive.
binding.copy = require('../../runtime/engine/node-chunk').copy

require('../../runtime/engine/node-sockets').travel(binding)

module.exports = binding
