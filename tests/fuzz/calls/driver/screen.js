// What people see: progress on a terminal, everything else on any output.
const live = process.stdout.isTTY === true

/** One line that says where it is, rewritten in place. */
exports.progress = function progress(text) {
  if (live) process.stdout.write(`\r\x1b[2K${text}`)
}

exports.say = function say(text) {
  if (live) process.stdout.write('\r\x1b[2K')
  console.log(text)
}
