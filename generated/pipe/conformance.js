// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

// What must hold on every engine because the IDL says so. Nothing outside the process is touched:
// where a call has to be valid, its arguments lead nowhere.
require('./conformance/exports')
require('./conformance/values')
require('./conformance/shapes')
require('./conformance/states')
require('./conformance/protocols')
