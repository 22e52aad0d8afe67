// brittle with a deadline for every test: a lost event must fail a test, not hang the suite.
const test = require('brittle')

test.configure({ timeout: 20000 })

module.exports = test
