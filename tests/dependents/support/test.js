// brittle with a deadline for every test, and first of all one about what is tested here: the
// dependents must have loaded the package that has been installed for them, and no other.
const path = require('bare-path')
const test = require('brittle')

test.configure({ timeout: 20000 })

const folder = path.join(__dirname, '..', 'node_modules', 'bare-pipe')

/** Tests that one addon of the name is loaded, and from where. */
test.ours = function ours() {
  test('the dependents run on this package alone', (t) => {
    const urls = [...Object.keys(Bare.Addon.cache), ...Object.keys(require.cache)]
    const addons = urls.filter((url) => url.endsWith('/bare-pipe.bare')).map(decodeURI)
    t.alike(addons, [`file://${path.join(folder, 'prebuilds', 'linux-x64', 'bare-pipe.bare')}`])
    t.is(require.resolve('bare-pipe'), path.join(folder, 'generated', 'pipe', 'index.js'))
  })
}

module.exports = test
