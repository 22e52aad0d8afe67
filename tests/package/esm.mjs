// Runs where the package is installed: as an ES module, on any runtime. Prints what went through a pipe.
import Pipe, { Server, constants as named, createConnection } from 'bare-pipe'
import constants from 'bare-pipe/constants'
import errors from 'bare-pipe/errors'

const same = [
  Pipe.Pipe === Pipe,
  Pipe.Server === Server,
  Pipe.createConnection === createConnection,
  Pipe.constants === constants,
  named === constants,
  Pipe.errors === errors
]

const [read, write] = Pipe.pipe()

new Pipe(read).on('data', (chunk) => console.log(JSON.stringify({ same, text: chunk.toString() })))
new Pipe(write).end('imported')
