// What a thread or another process does: it connects to the path that it has been given, and sends
// back what it gets.
const Pipe = require('bare-pipe')

const pipe = new Pipe(typeof Bare === 'undefined' ? nodePath() : barePath())

pipe.on('data', (chunk) => {
  if (!pipe.write(chunk)) pipe.pause()
})
pipe.on('drain', () => pipe.resume())
pipe.on('end', () => pipe.end())

function nodePath() {
  const { isMainThread, workerData } = require('worker_threads')
  return isMainThread ? process.argv[2] : workerData
}

function barePath() {
  return Bare.Thread.isMainThread ? Bare.argv[2] : Buffer.from(Bare.Thread.self.data).toString()
}
