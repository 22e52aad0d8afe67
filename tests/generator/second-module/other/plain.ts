// What the declarations of classes of one's own family accept, and what they refuse.
import shape = require('./generated/plain/types')

const circle = new shape.Circle()
const drawn: shape.Shape = new shape.Shape().draw({ colour: 'red' })
const full: number = shape.fill.FULL
const described: string = new shape.Named().describe()

const made: shape.Circle = shape({ colour: 'red' }, (angle) => angle.toFixed())
const again: shape.Circle = shape.shape().turn()

circle
  .draw()
  .turn()
  .on('drawn', (colour) => colour.toUpperCase())
circle.once('turned', (angle) => angle.toFixed())

// @ts-expect-error
circle.on('drawn', (colour: number) => colour)
// @ts-expect-error
circle.on('turned', (colour: string) => colour)
// @ts-expect-error
circle.draw({ colour: 1 })
// @ts-expect-error
shape({ colour: 1 })
