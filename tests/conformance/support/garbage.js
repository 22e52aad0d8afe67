const { turns } = require('./events')
const { makeGarbage } = require('./platform')

/** Fills memory until the engine has collected garbage. */
exports.collectGarbage = async function collectGarbage() {
  const canaries = []
  for (let i = 0; i < 4; i++) canaries.push(new WeakRef({ canary: i }))
  if (!(await exports.collected(canaries))) throw new Error('no garbage was collected')
}

/** True as soon as all but one of the objects are gone; false when that does not happen. */
exports.collected = async function collected(references) {
  // One may be held by a register or a stack slot that nothing has overwritten yet.
  for (let round = 0; round < 60; round++) {
    // What has been looked at is kept until its turn is over.
    await turns(1)
    makeGarbage()
    await turns(1)
    if (references.filter((reference) => reference.deref() !== undefined).length <= 1) return true
  }
  return false
}
