// The process at the other end: node --expose-gc peer.js <directory> <meter> [<module to load first>...]
const { fs, host } = require('../conformance/support/platform')
const { Pipe } = require('../conformance/subject')

const [directory, meter, ...load] = host.argv.slice(2)

for (const file of load) require(file)

const Exceptions = require('./exceptions')
const Stage = require('./stage')

const stage = new Stage(directory, 'peer', meter)

stage.exceptions = new Exceptions(stage.tally)

// Its standard input ends with the process that has started it. When that is killed, who is left tidies up.
new Pipe(0)
  .on('end', () => {
    fs.rmSync(directory, { recursive: true, force: true })
    host.exit(1)
  })
  .resume()
  .unref()

fs.writeFileSync(`${directory}/ready`, '')
