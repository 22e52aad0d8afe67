// Every clause of these sections has to be cited in the title of a test.
const { fs } = require('./support/platform')
const test = require('./support/test')

const clauses = [
  ...numbered('E', 5),
  ...numbered('C', 5),
  ...numbered('N', 6),
  ...numbered('O', 5),
  ...numbered('S', 2),
  ...numbered('W', 7),
  ...numbered('R', 2),
  ...numbered('D', 2),
  ...numbered('V', 11),
  ...numbered('I', 9),
  'X1',
  'X2',
  'X3'
]

function numbered(letter, last) {
  return Array.from({ length: last }, (_, i) => `${letter}${i + 1}`)
}

/** The clauses that the titles of a file begin with. */
function cited(source) {
  const ids = new Set()
  for (const [, title] of source.matchAll(/\btest\(\s*['"`]((?:[A-Z]\d+ )+)/g)) {
    for (const id of title.trim().split(' ')) ids.add(id)
  }
  return ids
}

/** How many tests of a file cite no clause at all. */
function uncited(source) {
  return [...source.matchAll(/^ *test\(\s*['"`](?![A-Z]\d+ )/gm)].length
}

const files = fs
  .readdirSync(__dirname)
  .filter((name) => /\.test\.js$/.test(name) && name !== 'coverage.test.js')

test('every clause has a test', (t) => {
  const found = new Set()
  for (const file of files)
    for (const id of cited(fs.readFileSync(`${__dirname}/${file}`, 'utf8'))) found.add(id)
  for (const clause of clauses) t.ok(found.has(clause), clause)
})

test('every test cites a clause', (t) => {
  t.ok(files.length > 10)
  for (const file of files) t.is(uncited(fs.readFileSync(`${__dirname}/${file}`, 'utf8')), 0, file)
})
