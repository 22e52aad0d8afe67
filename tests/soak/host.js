// The far end of most connections: a server that lives as long as its process, and does for each
// client what the client's greeting asks for.
const { Greeting } = require('./greeting')
const Visit = require('./visit')
const { Pipe } = require('../conformance/subject')

const services = {
  cut: require('./services/cut'),
  echo: require('./services/echo'),
  exchange: require('./services/exchange'),
  handles: require('./services/handles'),
  leave: require('./services/leave'),
  measure: require('./services/measure'),
  sink: require('./services/sink'),
  source: require('./services/source')
}

/* More than come at once, also when this process has not had its turn for a while. */
const BACKLOG = 4096

module.exports = class Host {
  /** Serves in `directory` under `name`; with `ipc` its connections pass handles. */
  constructor(stage, path, ipc) {
    this.stage = stage
    this.visits = new Set()
    this.server = Pipe.createServer({ ipc }, (pipe) => this.welcome(pipe))
    this.server.on('error', (err) => stage.tally.fail(`the server of services: ${err.message}`))
    this.server.listen(path, BACKLOG)
  }

  welcome(pipe) {
    const greeting = new Greeting()
    const visit = new Visit(this.stage, pipe)
    this.visits.add(visit)
    this.stage.tally.visits++
    pipe.on('error', (err) => visit.onerror(err))
    pipe.on('close', () => {
      this.visits.delete(visit)
      visit.finish()
    })
    // A service ends its half by itself; a client may be gone before it has said which.
    pipe.on('end', () => visit.header === null && pipe.end())
    pipe.on('data', function read(chunk) {
      const complete = greeting.add(chunk)
      if (complete === null) return
      pipe.off('data', read)
      visit.begin(complete.header, services[complete.header.service])
      if (complete.rest.byteLength > 0) visit.read(complete.rest)
    })
  }

  close() {
    return new Promise((resolve) => this.server.close(resolve))
  }
}
