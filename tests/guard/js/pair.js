// Two pipes that are connected with each other.
exports.pair = function pair(Pipe, options) {
  return Pipe.socketpair().map((fd) => new Pipe(fd, options))
}

// Ends both, and resolves nothing: the process is over when they are closed.
exports.endBoth = function endBoth(pipes) {
  for (const pipe of pipes) {
    pipe.resume()
    pipe.end()
  }
}
