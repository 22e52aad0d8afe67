// Does one operation over and over, both ends in this process: `main.js <operation> <count> <directory>`.
// Each step begins when the one before is over at both ends, so that no scheduling changes which system
// calls are made.

const Pipe = require('../../..')
const { connection } = require('./connection.js')
const { handle } = require('./handle.js')
const { pausing } = require('./pausing.js')
const { drained, written } = require('./writing.js')
const { roundTrip } = require('./round-trip.js')

const KIB = 1024

const operations = {
  'write-64': (count) => written(Pipe, 64, count),
  'write-64k': (count) => written(Pipe, 64 * KIB, count),
  'drain-64x256': (count) => drained(Pipe, 64, 256 * count),
  'drain-64k': (count) => drained(Pipe, 64 * KIB, count),
  pausing: (count) => pausing(Pipe, count),
  'round-trip': (count) => roundTrip(Pipe, count),
  connection: (count, directory) => connection(Pipe, count, directory),
  handle: (count) => handle(Pipe, count)
}

const [operation, count, directory] = (typeof Bare === 'undefined' ? process : Bare).argv.slice(2)

operations[operation](Number(count), directory)
