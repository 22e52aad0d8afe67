// What a process holds when it has nothing to do: descriptors, and memory of three kinds.
const { fs, name, os } = require('../conformance/support/platform')
const { descriptors } = require('./descriptors')
const { turns } = require('./streams')

/* After so many milliseconds without a read, memory that is kept for reads has been let go of. */
const REST = 250

module.exports = class Memory {
  /** `meter` is the path of the addon of `meter/`, without its suffix. */
  constructor(meter) {
    this.meter = require(`${meter}.${name}`)
  }

  /**
   * The kinds of memory: of JavaScript, of malloc, and all that the operating system has given but to
   * the heap of JavaScript, for which V8 takes some 50 MiB sooner or later and uses 9. Each connection
   * may leave `growth` bytes behind, and `once` may come however many connections there are: code is
   * compiled that has not been before, and an engine takes memory in large pieces and keeps it.
   */
  get kinds() {
    return [
      { name: 'heap', growth: 8, once: 400 << 10 },
      { name: 'native', growth: 8, once: 400 << 10 },
      { name: 'resident', growth: 8, once: (16 << 20) + this.meter.kept() }
    ]
  }

  /** A sample, when everything that is garbage has been collected and given back. */
  async sample() {
    // What is finalised in one turn lets go of what the next collection finds.
    for (let round = 0; round < 3; round++) {
      await turns(2)
      globalThis.gc()
    }
    await new Promise((resolve) => setTimeout(resolve, REST))
    this.meter.trim()
    const { heapTotal, heapUsed } = os.memoryUsage()
    return {
      descriptors: descriptors(),
      heap: heapUsed,
      native: this.meter.allocated(),
      resident: residentAnonymous() - heapTotal
    }
  }
}

/* Without the pages of files, which come and go with what else the machine does. */
function residentAnonymous() {
  const status = fs.readFileSync('/proc/self/status', 'utf8')
  return Number(/^RssAnon:\s+(\d+) kB/m.exec(status)[1]) * 1024
}
