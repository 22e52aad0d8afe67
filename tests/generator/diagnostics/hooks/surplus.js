exports.closed = function closed(door, loudness) {
  door.emit('close', loudness)
}
