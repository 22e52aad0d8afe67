// States to begin with: each brings objects of the module into one of them. Names lead to functions.
module.exports = {
  ...require('./situations/pipes'),
  ...require('./situations/ends'),
  ...require('./situations/servers'),
  ...require('./situations/others')
}
