exports.closed = function closed(door) {
  door.emit('close')
}
