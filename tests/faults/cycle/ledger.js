/*
 * The books of one cycle: which pipes and servers there were, what they were told to do, and what
 * they have told. At the end everything is closed once and nothing has been lost in silence.
 */
const { fs } = require('../../conformance/support/platform')
const Flow = require('./flow')

module.exports = class Ledger {
  constructor(Pipe, directory) {
    this.Pipe = Pipe
    this.directory = directory
    this.objects = []
    this.flows = []
    this.parcels = []
    this.owned = new Map()
    this.thrown = []
    this.found = []
    this.activity = 0
    this.open = 0
    this.cleanups = []
    this.gaveUp = false
    this.excused = false
    this.finished = new Promise((resolve) => (this.finish = resolve))
  }

  /** Runs a part of the program. An exception is a report, and ends the cycle. */
  run(part) {
    this.activity++
    try {
      return part()
    } catch (err) {
      this.uncaught(err)
    }
  }

  /** An exception that nobody has caught tells of a failure as well. */
  uncaught(err) {
    this.thrown.push(err)
    this.destroyAll()
  }

  /** Keeps the books on a pipe or a server. */
  track(name, object, destroy) {
    const entry = { name, object, destroy, closed: 0, errors: [] }
    this.objects.push(entry)
    this.open++
    object.on('error', (err) => {
      this.activity++
      entry.errors.push(err)
    })
    object.on('close', () => {
      this.activity++
      if (entry.closed++ === 0) this.open--
      this.settle()
    })
    return object
  }

  pipe(name, pipe) {
    return this.track(name, pipe, () => pipe.destroy())
  }

  server(name, server) {
    return this.track(name, server, () => {
      if (!server.closing) server.close()
    })
  }

  /** A pipe over `fd`, which is the ledger's until the pipe has taken it, and closed if it does not. */
  opened(name, fd, options) {
    const pipe = this.pipe(name, new this.Pipe(options))
    pipe.on('error', () => this.closeDescriptor(fd))
    pipe.open(fd)
    if (!pipe.pending || pipe.readyState !== 'closed') this.owned.delete(fd)
    return pipe
  }

  /** Descriptors that are to be closed in the end, unless a pipe takes them. */
  own(...fds) {
    for (const fd of fds) this.owned.set(fd, targetOf(fd))
    return fds
  }

  flow(name, sender) {
    const flow = new Flow(name, this.flows.length)
    if (sender) flow.sender = sender
    this.flows.push(flow)
    return flow
  }

  /** Writes the next `length` bytes of `flow`. Returns what `write` returns. */
  write(flow, length, handle, ondone = () => {}) {
    const done = flow.write(flow.offset, length)
    const cb = (err) => {
      this.activity++
      done(err)
      ondone(err)
    }
    try {
      return flow.sender.write(flow.next(length), handle, cb)
    } catch (err) {
      done(err)
      throw err
    }
  }

  /** The same with a handle, whose `parcel` has failed when the write has. */
  send(flow, length, handle, parcel, ondone) {
    return this.write(flow, length, handle, (err) => {
      if (err) parcel.errors.push(err)
      ondone()
    })
  }

  /** Takes down what `pipe` reads as the other end of `flow`. */
  read(flow, pipe) {
    flow.receiver = pipe
    pipe.on('data', (chunk) => this.receive(flow, chunk))
  }

  receive(flow, chunk) {
    this.activity++
    flow.receive(chunk)
  }

  /** Notes that something has to happen to a handle: `arrived` or `failed`, in the end. */
  parcel(name) {
    const parcel = { name, arrived: 0, errors: [] }
    this.parcels.push(parcel)
    return parcel
  }

  /** Notes what is wrong. */
  defect(text) {
    this.found.push(text)
  }

  /** Something to do when the cycle is over, and nothing fails any more. */
  cleanup(fn) {
    this.cleanups.push(fn)
  }

  /** Every part of the scenario has been set going: the cycle ends with the last object. */
  allTold() {
    this.told = true
    this.settle()
  }

  settle() {
    if (this.told && this.open === 0) this.finish()
  }

  destroyAll() {
    this.gaveUp = true
    for (const { object, destroy } of [...this.objects]) {
      try {
        destroy(object)
      } catch (err) {
        this.thrown.push(err)
      }
    }
    this.allTold()
  }

  get hasReport() {
    return this.reports().length > 0
  }

  /** All failures that anybody has been told of. */
  reports() {
    return [
      ...this.thrown,
      ...this.objects.flatMap(({ errors }) => errors),
      ...this.flows.flatMap((flow) => flow.failures),
      ...this.parcels.flatMap(({ errors }) => errors)
    ]
  }

  /* The cycle has been broken off, or the fault is one after which silence is right. */
  get nobodyCares() {
    return this.excused || this.gaveUp
  }

  /** Closes what is left over, and returns all that is wrong. */
  async balance() {
    for (const cleanup of this.cleanups) await cleanup()
    for (const fd of [...this.owned.keys()]) this.closeDescriptor(fd)
    return [...this.found, ...this.closeDefects(), ...this.flowDefects(), ...this.parcelDefects()]
  }

  /* A pipe that has not taken a descriptor must not have closed it. */
  closeDescriptor(fd) {
    const target = this.owned.get(fd)
    if (target === undefined) return
    this.owned.delete(fd)
    if (targetOf(fd) !== target) this.defect(`descriptor ${fd}, which was not taken, is gone`)
    try {
      fs.closeSync(fd)
    } catch {
      // It is closed all the same.
    }
  }

  closeDefects() {
    const wrong = this.objects.filter(({ closed }) => closed !== 1)
    return wrong.map(({ name, closed }) => `${name}: close came ${closed} times`)
  }

  flowDefects() {
    return this.flows.flatMap((flow) => {
      const defects = flow.defects()
      if (this.nobodyCares) return defects
      if (flow.isIncomplete && !this.isReported(flow)) {
        defects.push(`${flow.name}: ${lostBytes(flow)}`)
      }
      if (flow.confirmed > flow.arrived && this.hasReadAll(flow.receiver)) {
        defects.push(`${flow.name}: bytes are missing that a callback has said to be sent`)
      }
      return defects
    })
  }

  /* What has been sent can be read, by whoever reads to the end and meets no error on the way. */
  hasReadAll(pipe) {
    const entry = this.objects.find(({ object }) => object === pipe)
    return entry !== undefined && entry.errors.length === 0 && this.thrown.length === 0
  }

  /* By the writes, by one of the two ends, or by whoever could have been the other one. */
  isReported(flow) {
    if (flow.failures.length > 0 || this.thrown.length > 0) return true
    return this.objects.some(({ object, errors }) => {
      if (errors.length === 0) return false
      return flow.receiver === null || object === flow.sender || object === flow.receiver
    })
  }

  parcelDefects() {
    return this.parcels.flatMap(({ name, arrived }) => {
      if (arrived > 1) return [`${name} arrived ${arrived} times`]
      return arrived === 1 || this.nobodyCares || this.hasReport
        ? []
        : [`${name}: lost, and nobody said`]
    })
  }
}

function targetOf(fd) {
  try {
    return fs.readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return null
  }
}

function lostBytes(flow) {
  return `${flow.total - flow.arrived} of ${flow.total} bytes were lost, and nobody said`
}
