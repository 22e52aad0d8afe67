// The other end of an IPC channel: answers every message, says something into every handle that comes
// with one, and sends the handle back.
const Parent = require('bare-subprocess/parent')

const parent = new Parent()

parent.on('message', (message, handle) => {
  if (handle === null) return parent.send({ answer: message })
  handle.write('says the child', () =>
    parent.send({ back: message }, handle, () => handle.destroy())
  )
})
parent.on('disconnect', () => console.log('disconnected'))
