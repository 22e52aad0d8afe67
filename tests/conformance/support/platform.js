// What the tests need of the runtime that they run on, under the same names on each.
module.exports =
  typeof Bare === 'undefined' ? require('./platform/node') : require('./platform/bare')
