// Stands in for the classes of other packages: something with a native handle, as the protocol is
// declared by the package itself.
import Pipe = require('bare-pipe')

class TCPLike extends Pipe.Pipe {
  readonly host: string = ''
}

export = TCPLike
