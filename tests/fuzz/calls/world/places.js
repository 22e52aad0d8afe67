// Names in the file system, all of them below the working directory, which is the fuzzer's own.
const { fs, os } = require('../../../conformance/support/platform')

let made = 0

/** The names of one round. */
module.exports = class Places {
  constructor() {
    this.servers = []
    this.before = fs.readdirSync('.').sort()
  }

  path(form, index, length) {
    if (form === 'server' && this.servers.length > 0)
      return this.servers[index % this.servers.length]
    return (FORMS[form] || FORMS.fresh)(length)
  }

  /** A name for a socket that others may find then. */
  forServer() {
    const path = FORMS.fresh()
    this.servers.push(path)
    return path
  }

  /** Files that somebody should have removed. */
  leftovers() {
    return fs.readdirSync('.').filter((name) => !this.before.includes(name))
  }

  clear() {
    for (const name of this.leftovers()) fs.unlinkSync(name)
  }
}

const FORMS = {
  fresh: () => `s${made++}`,
  file: () => 'file',
  directory: () => 'directory',
  dead: () => 'dead',
  'missing directory': () => 'missing/s',
  abstract: () => `\0calls-${os.pid()}-${made++}`,
  long: (length) => `l${made++}`.padEnd(length, 'p')
}
