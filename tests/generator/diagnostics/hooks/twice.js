exports.closed = function closed(door) {
  door.emit('close')
}

exports.closed = function closed(door) {
  door.emit('end')
}
