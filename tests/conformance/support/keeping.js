const { gone } = require('./channel')

/** How long the addon's table of objects is once `count` have been there one by one, and which of them it still keeps. */
exports.keptOf = async function keptOf(binding, make, count) {
  const kept = []
  for (let i = 0; i < count; i++) {
    const object = make()
    await gone(object)
    if (binding.objects.includes(object)) kept.push(object)
  }
  return { length: binding.objects.length, kept }
}
