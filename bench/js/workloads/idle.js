// Accepts `count` connections and does nothing with them. The driver weighs the process at `start`,
// when half of them are there, and at `done`.

const platform = require('../platform.js')

exports.server = function server(adapter, path, { count }, marks) {
  const held = []

  adapter
    .createServer((socket) => {
      held.push(socket)
      if (held.length === count / 2) settle(marks.start)
      if (held.length === count) settle(marks.done)
    })
    .listen(path, 511, marks.ready)
}

function settle(mark) {
  platform.collectGarbage()
  mark()
}
