// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

module.exports = require('../index').constants
