// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

// The native addon, on Bare.
module.exports = require.addon('../..')
