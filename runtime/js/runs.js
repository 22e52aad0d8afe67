/* Segments that go to the kernel in one call. */
const binding = require('#binding')
const errors = require('../../generated/pipe/js/errors')
const { IPCAcceptable } = require('../../generated/pipe/js/protocols')

/* How many go in one call. */
const RUN_LENGTH = 64

/*
 * The segments from `head` on that travel together, up to the one that is `awaited`: a handle travels
 * with a segment of its own.
 */
exports.collect = function collect(head, awaited) {
  const run = [head]

  if (head.handle !== null) return run

  for (let next = head.next; next !== null && next.handle === null; next = next.next) {
    if (run.length === RUN_LENGTH || run[run.length - 1] === awaited) break

    run.push(next)
  }

  return run
}

/* The native handle that travels with `segment`, or null. A target is asked anew when its turn comes,
   and may have nothing left to give. */
exports.handleOf = function handleOf({ handle }) {
  if (handle === null) return null

  try {
    return IPCAcceptable(handle)
  } catch (err) {
    throw errors.INVALID_IPC_TARGET(`Target has lost its native IPC handle: ${err.message}`)
  }
}

/* Gives the kernel what it takes at once of `run`; returns how many bytes that is. */
exports.offer = function offer(native, run, handle) {
  if (run.length === 1 && run[0].isPosted) return post(native, run[0].length)

  return binding.streamTryWrite(native, chunksOf(run), handle)
}

/* Leaves `run` with the loop, which says when it has been written. */
exports.leave = function leave(native, run, handle) {
  binding.streamWrite(native, chunksOf(run), handle)
}

/* What is in the outbox goes by its length alone, and an error comes as a number. */
function post(native, length) {
  const sent = binding.streamTryWritePosted(native, length)

  if (sent < 0) throw binding.streamFailure(sent)

  return sent
}

/* One chunk goes without an array. */
function chunksOf(run) {
  return run.length === 1 ? run[0].bytes : run.map(bytesOf)
}

function bytesOf(segment) {
  return segment.bytes
}
