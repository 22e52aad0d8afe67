/*
 * Heap that holds nothing, for as long as a program reads in bulk. How much memory chunks may take until an engine
 * collects all of its heap can follow from how large that is; of a program that has hardly any it is so little
 * that it is collected again and again, for chunks that the smaller collection of what is young would find.
 */
const binding = require('#binding')

/* How much makes a difference, in bytes: nothing, unless the engine's binding says so. */
const { ballast: size = 0 } = binding

/* Bulk is so many bytes of chunks within so many milliseconds, and over when twice as long has brought less. */
const BULK = 64 << 20
const PERIOD = 1000

/* So many bytes of chunks are looked at together. */
const STEP = 4 << 20

let ballast = null
let timer = null
let counted = 0
let measured = 0
let began = 0

/* Memory of `length` bytes has been given to a chunk. */
exports.count = function count(length) {
  if (size === 0) return

  counted += length

  if (counted >= STEP) step()
}

function step() {
  measured += counted
  counted = 0

  if (ballast !== null) offerCollection()
  if (measured >= BULK) measure(Date.now())
}

/* Memory of its own is all that an engine collects what is young for; that of chunks was there before it knew. */
function offerCollection() {
  return new ArrayBuffer(1)
}

/* So much has come since `began`. */
function measure(now) {
  if (now - began < PERIOD) hold()

  began = now
  measured = 0
}

/* A number of so many bytes is one object, with nothing in it to look at for a collector. */
function hold() {
  if (ballast === null) ballast = 1n << BigInt(size * 8)

  if (timer === null) timer = setTimeout(release, 2 * PERIOD).unref()
  else timer.refresh()
}

function release() {
  ballast = null
  timer = null
}
