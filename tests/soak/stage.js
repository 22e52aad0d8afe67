// What all runs in a process have in common.
const Host = require('./host')
const Memory = require('./memory')
const { Tally } = require('./tally')
const { checksum } = require('./sequence')
const { FOREVER, describe } = require('./waiting')
const { turns } = require('./streams')

module.exports = class Stage {
  /** Services on two paths in `directory`; `name` tells them from those of other processes. */
  constructor(directory, name, meter) {
    this.directory = directory
    this.tally = new Tally()
    this.memory = new Memory(meter)
    this.checksum = checksum()
    this.address = { streams: `${directory}/${name}`, handles: `${directory}/${name}-ipc` }
    this.addresses = [this.address]
    this.hosts = [
      new Host(this, this.address.streams, false),
      new Host(this, this.address.handles, true)
    ]
  }

  /** Waits until no more than `visitors` are connected; then what has been counted, and what is held. */
  async measure({ visitors }) {
    const began = Date.now()
    while (this.visits.length > visitors && Date.now() - began < FOREVER) await turns(1)
    if (this.visits.length > visitors) this.tally.fail(`still connected: ${describe(this.visits)}`)
    if (checksum() !== this.checksum) this.tally.fail('somebody has written into the sequences')
    return { ...(await this.memory.sample()), ...this.tally.figures }
  }

  get visits() {
    return this.hosts.flatMap((host) => [...host.visits])
  }

  close() {
    return Promise.all(this.hosts.map((host) => host.close()))
  }
}
