// The events that the classes declare or inherit, as the generated classes list them.
const { fs, path } = require('./platform')

const directory = path.join(__dirname, '../../../generated/pipe/js')

function listed(file) {
  const source = fs.readFileSync(path.join(directory, file), 'utf8')
  const [, list] = /const events = new Set\(\[([^\]]*)\]\)/.exec(source)
  return [...list.matchAll(/'([^']+)'/g)].map(([, name]) => name)
}

exports.pipeEvents = listed('pipe.js')

exports.serverEvents = listed('server.js')
