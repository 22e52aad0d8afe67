// Standard streams through bare-stdio and bare-process, whatever they have been redirected to.
const fs = require('bare-fs')
const os = require('bare-os')
const path = require('bare-path')
const test = require('./support/test')
const { command, shell } = require('./support/process')

let serial = 0

const hasTerminal = exists('/usr/bin/script')

test.ours()

for (const name of ['bare-stdio', 'bare-process', 'bare-pipe']) {
  for (const stream of ['stdout', 'stderr']) {
    const program = command('says.js', name, stream, `${stream} of ${name}`)
    const expected = `${stream} of ${name}`
    const redirection = stream === 'stdout' ? '>' : '2>'

    test(`${expected} into a pipe`, async (t) => {
      const result = await shell(program)
      t.is(result.code, 0, result.stderr)
      t.is(result[stream], expected)
      t.is(result[stream === 'stdout' ? 'stderr' : 'stdout'], '')
    })

    test(`${expected} through the shell's pipe`, async (t) => {
      const { code, stdout } = await shell(`{ ${program} 2>&1; } | cat`)
      t.is(code, 0)
      t.is(stdout, expected)
    })

    test(`${expected} into a file`, async (t) => {
      const file = temporary(t)
      const { code, stderr } = await shell(`${program} ${redirection} '${file}'`)
      t.is(code, 0, stderr)
      t.is(fs.readFileSync(file, 'utf8'), expected)
    })

    test(`${expected} appended to a file`, async (t) => {
      const file = temporary(t)
      const { code, stderr } = await shell(
        `printf 'before ' > '${file}'; ${program} ${redirection}> '${file}'`
      )
      t.is(code, 0, stderr)
      t.is(fs.readFileSync(file, 'utf8'), `before ${expected}`)
    })

    test(`${expected} into /dev/null`, async (t) => {
      const { code, stdout, stderr } = await shell(`${program} ${redirection} /dev/null`)
      t.alike([code, stdout, stderr], [0, '', ''])
    })

    test(`${expected} on a terminal`, { skip: !hasTerminal }, async (t) => {
      const { code, stdout } = await shell(`script -qec ${JSON.stringify(program)} /dev/null`, '')
      t.is(code, 0, stdout)
      t.ok(stdout.includes(expected), stdout)
    })
  }
}

const echo = command('echo.js')

test('standard input from a pipe', async (t) => {
  t.alike(await shell(echo, 'piped'), { code: 0, stdout: 'piped', stderr: '5 bytes' })
})

test('standard input through the shell, a megabyte', async (t) => {
  const { code, stdout, stderr } = await shell(`head -c 1000000 /dev/zero | ${echo} | wc -c`)
  t.is(code, 0, stderr)
  t.is(stdout.trim(), '1000000')
  t.is(stderr, '1000000 bytes')
})

test('standard input from a file', async (t) => {
  const file = temporary(t)
  fs.writeFileSync(file, 'filed')
  t.alike(await shell(`${echo} < '${file}'`), { code: 0, stdout: 'filed', stderr: '5 bytes' })
})

test('standard input from /dev/null', async (t) => {
  t.alike(await shell(`${echo} < /dev/null`), { code: 0, stdout: '', stderr: '0 bytes' })
})

test('standard input from a terminal', { skip: !hasTerminal }, async (t) => {
  // A terminal's input ends with control-D.
  const { code, stdout } = await shell(
    `printf 'typed\\n\\004' | script -qec ${JSON.stringify(echo)} /dev/null`
  )
  t.is(code, 0)
  t.ok(/typed[^]*typed[^]*6 bytes/.test(stdout), stdout)
})

/** A path that is removed when the test is over. */
function temporary(t) {
  const file = path.join(os.tmpdir(), `bare-pipe-${os.pid()}-${serial++}`)
  t.teardown(() => fs.rmSync(file, { force: true }))
  return file
}

function exists(file) {
  try {
    fs.accessSync(file)
    return true
  } catch {
    return false
  }
}
