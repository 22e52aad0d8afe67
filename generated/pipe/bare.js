// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

// The native addon, on Bare. With its last slash the folder is looked into at once.
module.exports = require.addon('../../')
