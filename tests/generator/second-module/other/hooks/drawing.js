/* What shapes decide by themselves. */
exports.describe = function describe(named) {
  return named._name
}

exports.drawShape = function drawShape(shape, opts) {
  shape._drawn++
  shape.emit('drawn', opts.colour)
  return shape
}

exports.turn = function turn(circle) {
  circle.emit('turned', 90)
  return circle
}

exports.makeShape = function makeShape(opts, onturned) {
  const { Circle } = require('../generated/plain/js')
  const circle = new Circle()
  if (onturned) circle.on('turned', onturned)
  return circle
}
