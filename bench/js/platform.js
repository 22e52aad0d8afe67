// What a workload needs of the runtime that it happens to run on.

const onBare = typeof Bare !== 'undefined'

exports.arguments = onBare ? Bare.argv.slice(2) : process.argv.slice(2)

// Lets the engine give back what it can, so that what is left is what a program holds.
exports.collectGarbage = onBare ? () => Bare.gc?.() : () => globalThis.gc?.()
