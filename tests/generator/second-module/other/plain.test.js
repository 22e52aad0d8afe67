// A module without anything native, without errors and scalars, that is a function itself.
const test = require('brittle')
const { EventEmitter } = require('bare-events')
const shape = require('./generated/plain')
const { Circle, Named, Nothing, Shape } = shape

test('exports', (t) => {
  t.is(shape.shape, shape)
  t.is(Circle.name, 'RoundShape')
  t.alike(shape.fill, { NONE: 0, FULL: 1 })
  t.alike(Object.keys(shape), ['Named', 'Nothing', 'Shape', 'Circle', 'shape', 'fill'])
})

test('classes without a constructor of their own', (t) => {
  t.is(new Named().describe(), "it's nameless")
  t.is(Object.getPrototypeOf(Nothing), Function.prototype)
  t.is(Object.getPrototypeOf(Circle), Shape)
  t.is(Object.getPrototypeOf(Shape), EventEmitter)
  t.alike([new Circle()._drawn, new Circle()._radius], [0, 1])
})

test('events of a class and of the one above', async (t) => {
  const events = []
  const circle = shape((angle) => events.push(`turned ${angle}`))
  const uncaught = []
  const both = new Promise((resolve) => {
    Bare.on('uncaughtException', (err) => {
      uncaught.push(err.message)
      if (uncaught.length === 2) resolve()
    })
  })
  circle.on('drawn', (colour) => {
    events.push(`drawn ${colour}`)
    throw new Error('One')
  })
  circle.on('turned', () => {
    throw new Error('Two')
  })

  t.is(circle.turn().draw({ colour: 'red' }), circle)
  t.alike(events, ['turned 90', 'drawn red'])

  await both
  t.alike(uncaught, ['Two', 'One'])
})
