// A fuzzer of the module's JavaScript: `node tests/fuzz/calls/fuzz.js --help`.
const options = require('./driver/options')
const Engine = require('./driver/engine')
const screen = require('./driver/screen')
const Session = require('./driver/session')

main(options(process.argv.slice(2))).catch((err) => {
  screen.say(err.stack)
  process.exitCode = 1
})

async function main(asked) {
  if (asked === null) return
  const session = new Session(new Engine(asked.command), asked, screen)
  screen.say(`seed ${asked.seed}`)
  const ok = await session.run()
  const { calls, rounds, played } = session
  const speed = session.rate === undefined ? '' : `, ${session.rate} calls a second`
  screen.say(
    `${ok ? 'ok' : 'FAILED'}: seed ${asked.seed}, ${calls} calls in ${rounds} rounds${speed}, ${played} of the corpus`
  )
  if (!ok) process.exitCode = 1
}
