// Worker threads: an environment each, which may end at any moment.
const path = require('path')
const { Worker } = require('worker_threads')
const { once } = require('events')
const test = require('../conformance/support/test')
const { balance } = require('../conformance/support/descriptors')
const { exists, socketPath } = require('../conformance/support/directory')

const fixture = path.join(__dirname, 'fixtures', 'thread.js')

function start(workerData) {
  const thread = new Worker(fixture, { workerData })
  thread.ended = new Promise((resolve) => thread.once('exit', resolve))
  return thread
}

test('several at once, each with pipes of its own', async (t) => {
  const threads = [0, 1, 2, 3].map(() => start({ role: 'echo', path: socketPath(t) }))
  const answers = await Promise.all(
    threads.map(async (thread) => (await once(thread, 'message'))[0])
  )
  t.alike(answers, [100000, 100000, 100000, 100000])
  const codes = await Promise.all(threads.map((thread) => thread.ended))
  t.alike(codes, [0, 0, 0, 0], 'and they end by themselves')
})

test('terminated with work in flight, nothing is left behind', async (t) => {
  await start({ role: 'idle' }).ended
  const balanced = balance(t)
  for (let round = 0; round < 5; round++) {
    const paths = [0, 1, 2].map(() => socketPath(t))
    const threads = paths.map((path) => start({ role: 'busy', path }))
    await Promise.all(threads.map((thread) => once(thread, 'message')))
    t.ok(paths.every(exists), 'the sockets are there')
    t.alike(await Promise.all(threads.map((thread) => thread.terminate())), [1, 1, 1])
    t.absent(paths.some(exists), 'and gone with their threads')
  }
  balanced()
})

test('terminated inside a listener', async (t) => {
  const balanced = balance(t)
  const thread = start({ role: 'endless' })
  await once(thread, 'message')
  t.is(await thread.terminate(), 1)
  balanced()
})

test('process.exit() in a thread ends that thread, and closes what it has', async (t) => {
  const balanced = balance(t)
  const path = socketPath(t)
  const thread = start({ role: 'exits', path })
  t.is(await thread.ended, 7)
  t.absent(exists(path))
  balanced()
})

test('an exception in a listener is an error of its thread', async (t) => {
  const balanced = balance(t)
  const thread = start({ role: 'throws' })
  const [err] = await once(thread, 'error')
  t.is(err.message, 'thrown in a thread')
  t.is(await thread.ended, 1)
  balanced()
})

test('a pipe of one thread is no handle of another', async (t) => {
  const thread = start({ role: 'foreign' })
  const [code] = await once(thread, 'message')
  t.is(code, 'EINVAL')
  t.is(await thread.ended, 0)
})
