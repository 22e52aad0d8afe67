// The package's other entry points, and its statics of the same names.
import Pipe = require('bare-pipe')
import constants = require('bare-pipe/constants')
import PipeError = require('bare-pipe/errors')

const numbers: number[] = [
  constants.state.CONNECTING,
  constants.state.CONNECTED,
  constants.state.BINDING,
  constants.state.BOUND,
  constants.state.READING,
  constants.state.CLOSING,
  constants.state.CLOSED,
  constants.state.UNREFED,
  constants.state.READABLE,
  constants.state.WRITABLE,
  constants.path.MAX_LENGTH,
  constants.handle.NAMED_PIPE,
  constants.handle.TCP,
  constants.handle.UDP,
  Pipe.constants.state.CONNECTED
]
// @ts-expect-error there is no such state
constants.state.OPENED
// @ts-expect-error there is no such kind of handle
constants.handle.FILE

function code(err: unknown): string | null {
  if (err instanceof PipeError) return err.code
  if (err instanceof Pipe.errors) return err.code
  return null
}
// @ts-expect-error a code is for reading only
new PipeError('text').code = 'EPIPE'

// @ts-expect-error not an entry point of the package
import('bare-pipe/generated/pipe/index.js')

export { code, numbers }
