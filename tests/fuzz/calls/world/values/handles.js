// Things with a native handle, things that pretend to have one; with `buffer`, the ArrayBuffer that they have.
const { dgram, tcp, transfer } = require('../../../../conformance/support/platform')
const stage = require('../stage')

const ipcHandle = Symbol.for('bare.ipc.handle')
const ipcAccept = Symbol.for('bare.ipc.accept')

exports.handle = function handle(world, { form, index, buffer }) {
  const thing = FORMS[form](world, index)
  return buffer && isObject(thing) ? thing[ipcHandle] : thing
}

const FORMS = {
  pipe: (world, index) => pipe(world, index),
  'fresh pipe': (world) => freshPipe(world),
  TCP: (world, index) => world.sockets.used('TCP', index) || FORMS['fresh TCP'](world),
  'fresh TCP': (world) => world.sockets.add(new tcp.Socket()),
  UDP: (world, index) => world.sockets.used('UDP', index) || FORMS['fresh UDP'](world),
  'fresh UDP': (world) => world.sockets.add(dgram.createSocket(null)),
  wrapper: (world, index) => wrapper(pipe(world, index)),
  copy: (world, index) => holder(copyOf(pipe(world, index)[ipcHandle])),
  zeroes: () => holder(new ArrayBuffer(264)),
  noise: (world) => holder(world.fill(new Uint8Array(264)).buffer),
  empty: () => holder(new ArrayBuffer(0)),
  moved: (world, index) => moved(pipe(world, index)),
  turned: (world, index) => turned(pipe(world, index), freshPipe(world))
}

function pipe(world, index) {
  return world.select('Pipe', index, false) || freshPipe(world)
}

function freshPipe(world) {
  return world.adopt(new (stage.classes.get('Pipe'))())
}

function holder(buffer) {
  return { [ipcHandle]: buffer }
}

/** Passes both properties on, as the protocol says. */
function wrapper(object) {
  return {
    get [ipcHandle]() {
      return object[ipcHandle]
    },
    [ipcAccept]() {
      object[ipcAccept]()
    }
  }
}

/** The memory has been taken away from the ArrayBuffer. */
function moved(object) {
  const buffer = object[ipcHandle]
  try {
    transfer(buffer)
  } catch {
    // Not every engine lets memory go that is not its own.
  }
  return holder(buffer)
}

/** Another thing every time that it is asked. */
function turned(...objects) {
  let turn = 0
  return {
    get [ipcHandle]() {
      return objects[turn++ % objects.length][ipcHandle]
    }
  }
}

function isObject(value) {
  return typeof value === 'object' && value !== null
}

/** The bytes of a handle's memory, elsewhere; none where they have been taken away. */
function copyOf(buffer) {
  return buffer.byteLength === 0 ? new ArrayBuffer(0) : buffer.slice(0)
}
