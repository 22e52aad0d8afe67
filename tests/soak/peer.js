// The process at the other end: node --expose-gc peer.js <directory> <meter> [<module to load first>...]
const { fs, host } = require('../conformance/support/platform')
const Exceptions = require('./exceptions')

const [directory, meter, ...load] = host.argv.slice(2)

for (const file of load) require(file)

const Stage = require('./stage')

const stage = new Stage(directory, 'peer', meter)

stage.exceptions = new Exceptions(stage.tally)
fs.writeFileSync(`${directory}/ready`, '')
