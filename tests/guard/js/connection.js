// `count` connections, one after the other: connect, a byte, close at both ends.
exports.connection = function connection(Pipe, count, directory) {
  const path = `${directory}/socket`
  const byte = Buffer.from('x')
  const server = Pipe.createServer(serve)
  let begun = 0
  let open = 0

  function serve(pipe) {
    pipe.on('data', () => {})
    pipe.on('end', () => pipe.end())
    pipe.on('close', closed)
  }

  function closed() {
    if (--open === 0) visit()
  }

  function visit() {
    if (begun++ === count) return server.close()
    open = 2
    const client = Pipe.createConnection(path)
    client.on('connect', () => client.end(byte))
    client.on('close', closed)
    client.resume()
  }

  server.listen(path, visit)
}
