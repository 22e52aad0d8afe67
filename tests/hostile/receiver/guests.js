// What has been accepted: kept for a while, used a little, and closed to make room for others.
const { Pipe } = require('../../conformance/subject')
const { kinds, targetFor } = require('../../conformance/support/kinds')
const { count, fail, tally } = require('./tally')

const MOST = 32
const FILE = 17
const TERMINAL = 14

const { handle } = Pipe.constants
const guests = new Set()

/** Files among them. Another thread closes those, at any time until their `close`. */
const files = new Set()
const leaving = new Set()

/** Whether no descriptor is being closed by another thread. */
exports.isQuiet = function isQuiet() {
  return leaving.size === 0
}

/** Something empty that takes a handle of `type`; null where nothing does. */
function emptyFor(type) {
  if (type === handle.TCP || type === handle.UDP) return targetFor(type)
  if (type === 0) return null
  return new Pipe({ ipc: true })
}

/** Accepts what `pipe` has just announced. Returns what it is in now, null when nothing takes it. */
exports.accept = function accept(pipe, type) {
  const guest = emptyFor(type)
  if (guest === null) return null
  if (type !== handle.NAMED_PIPE) guest.on('error', (err) => count(tally.guestErrors, err.code))
  if (!moves(pipe, guest)) return null
  tally.accepted++
  guests.add(guest)
  if (type === FILE) files.add(guest)
  guest.on('close', () => forget(guest))
  return guest
}

/** An engine's own socket may take a descriptor more to move in, and there may be none. */
function moves(pipe, guest) {
  try {
    pipe.accept(guest)
    return true
  } catch (err) {
    if (err.code !== 'EMFILE') throw err
    tally.starved++
    end(guest)
    return false
  }
}

function forget(guest) {
  guests.delete(guest)
  files.delete(guest)
  leaving.delete(guest)
}

/** Ends the oldest until there are few. */
exports.makeRoom = function makeRoom() {
  for (const guest of guests) {
    if (guests.size <= MOST) return
    guests.delete(guest)
    end(guest)
  }
}

/** One that has turned out to be a conversation: that has an end of its own. */
exports.release = function release(guest) {
  leaving.delete(guest)
  guests.delete(guest)
}

exports.endAll = function endAll() {
  for (const guest of [...guests, ...misfits()]) end(guest)
}

function end(guest) {
  if (files.has(guest)) leaving.add(guest)
  if (typeof guest.destroy === 'function') guest.destroy()
  else guest.close()
}

let unfit = null

/** For each kind something empty, which is never accepted into. */
function misfits() {
  if (unfit === null) unfit = kinds.map(({ target }) => target())
  return unfit
}

/** Tries to accept what `pipe` has just announced into everything that is to refuse it. */
exports.refuse = function refuse(pipe, type, used) {
  for (const target of [null, {}, { [Symbol.for('bare.ipc.handle')]: new ArrayBuffer(8) }, used]) {
    refuseInto(pipe, target, type)
  }
  kinds.forEach(({ takes }, i) => {
    if (!takes.includes(type) && !(i === 0 && opens(type))) refuseInto(pipe, misfits()[i], type)
  })
}

/** A pipe takes files and terminals as well. */
function opens(type) {
  return type === FILE || type === TERMINAL
}

const refusals = ['INVALID_IPC_TARGET', 'EBUSY', 'EINVAL']

function refuseInto(pipe, target, type) {
  try {
    pipe.accept(target)
    fail(`a handle of type ${type} was accepted into what cannot take it`)
  } catch (err) {
    if (!refusals.includes(err.code)) fail(`accept is refused with ${err.code}: ${err.message}`)
    tally.refused++
  }
}
