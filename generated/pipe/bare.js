// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

// The native addon, on Bare. With its last slash the folder is looked into at once.
const binding = require.addon('../../')

// As of V8 14, a limit of which all of the heap is collected covers the memory of chunks as well.
if (parseInt(Bare.versions.v8) >= 14) binding.ballast = 24 << 20

module.exports = binding
