// What Node.js builds in, under the names and in the manner of Bare's packages.
const { spawn } = require('child_process')
const dgram = require('dgram')
const net = require('net')
const os = require('os')
const v8 = require('v8')
const vm = require('vm')

exports.name = 'node'

exports.fs = require('fs')
exports.path = require('path')
exports.tcp = net
exports.AbortController = AbortController

exports.dgram = {
  /* Says whether it is closed, and may be closed twice. */
  createSocket() {
    const socket = dgram.createSocket('udp4')
    let closing = false
    socket.close = () => {
      if (!closing) dgram.Socket.prototype.close.call(socket)
      closing = true
    }
    socket.once('close', () => (socket.closed = true))
    return socket
  }
}

exports.os = {
  constants: os.constants,
  chdir: (directory) => process.chdir(directory),
  cwd: () => process.cwd(),
  execPath: () => process.execPath,
  getEnv: (name) => process.env[name],
  hasEnv: (name) => name in process.env,
  kill: (pid, signal) => process.kill(pid, signal),
  memoryUsage: () => process.memoryUsage(),
  pid: () => process.pid,
  tmpdir: () => os.tmpdir(),
  userInfo: () => os.userInfo()
}

exports.host = {
  argv: process.argv,
  exit: (code) => process.exit(code),
  on: (name, listener) => process.on(name, listener)
}

exports.spawn = spawn

/** Node.js lets its memory grow too far to be filled: the engine is asked to collect. */
exports.makeGarbage = function makeGarbage() {
  if (collect === null) {
    v8.setFlagsFromString('--expose-gc')
    collect = vm.runInNewContext('gc')
  }
  collect()
}

let collect = null

/** The memory of `buffer` in another ArrayBuffer, of `length` bytes if that is said. */
exports.transfer = function transfer(buffer, length = buffer.byteLength) {
  const moved = structuredClone(buffer, { transfer: [buffer] })
  return length === moved.byteLength ? moved : moved.slice(0, length)
}
