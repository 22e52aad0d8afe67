exports.closed = function closed(door) {
  door.emit('close')
}

exports.slammed = function slammed(door) {
  door.emit('slam')
}
