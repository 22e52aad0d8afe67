// The shortest program: greets whatever the standard output is.
const Pipe = require('bare-pipe')

new Pipe(1).write('Hello world!\n')
