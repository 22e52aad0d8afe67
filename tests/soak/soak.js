// Everything at once, for as long as it is told to: node --expose-gc soak.js --help
const { host } = require('../conformance/support/platform')
const { help, parse } = require('./options')

main(host.argv.slice(2))

async function main(words) {
  let options
  try {
    options = parse(words)
  } catch (err) {
    console.error(err.message)
    return host.exit(2)
  }
  if (options.help) return console.log(help)
  if (options.meter === null || typeof globalThis.gc !== 'function') {
    console.error('A soak wants --expose-gc before its file and --meter after it. Try `make soak`.')
    return host.exit(2)
  }
  for (const file of options.load) require(file)
  const Endurance = require('./endurance')
  if (!(await new Endurance(options).perform())) host.exit(1)
}
