// Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.

// What each scalar takes and refuses, by every way in.
const test = require('brittle')
const Pipe = require('../../..')
const { Fd, Path, ListenPath, ReadBufferSize, Backlog, MaxConnections, Permission } = require('./scalars')
const { ended, kindOf, look, noop, refuses, show, source, takes } = require('./assertions')

// What is refused changes nothing: the same object takes the next value. With `make` the call is
// made on an object, else it makes one.
function enters(scalar, { of, make, call, elsewhere = [], only = null, reads = null, ...more }) {
  const { omittable = false, nullable = false } = more
  const taken = [...scalar.taken]
  if (omittable) taken.push(undefined)
  if (nullable) taken.push(null)
  const refused = scalar.refused.filter((given) => {
    const kind = kindOf(given)
    if (taken.includes(given) || elsewhere.includes(kind)) return false
    return only === null || only.includes(kind)
  })

  test(`${scalar.noun}: ${source(call)}`, async (t) => {
    let object = make ? make() : null
    const before = object && look(object)

    for (const given of refused) {
      let made = null
      const attempt = () => (made = call(given, object))
      if (refuses(t, attempt, scalar.code, scalar.noun, show(given))) continue
      await ended(made)
      if (object) object = make()
    }
    if (object) t.alike(look(object), before, 'nothing has changed')

    for (const given of taken) {
      const made = takes(t, () => call(given, object), show(given))
      if (object) t.is(made, object, `${show(given)} is taken`)
      else t.ok(made instanceof of, `${show(given)} is taken`)
      if (made === null) continue
      if (reads) t.is(reads(made), given === undefined ? null : given, `${show(given)} is kept`)
      await ended(made)
      if (object) object = make()
    }
    if (object) await ended(object)
  })
}

enters(Fd, {
  of: Pipe,
  call: (given) => new Pipe(given, {}),
  only: ['number'],
  omittable: true
})

enters(Path, {
  of: Pipe,
  call: (given) => new Pipe(given, {}),
  only: ['string'],
  omittable: true
})

enters(ReadBufferSize, {
  of: Pipe,
  call: (given) => new Pipe(Fd.sample, { readBufferSize: given }),
  omittable: true
})

enters(ReadBufferSize, {
  of: Pipe,
  call: (given) => new Pipe({ readBufferSize: given }),
  omittable: true
})

enters(ReadBufferSize, {
  of: Pipe.Server,
  call: (given) => new Pipe.Server({ readBufferSize: given }, noop),
  omittable: true
})

enters(Path, {
  of: Pipe,
  call: (given) => Pipe.createConnection(given),
  elsewhere: ['object']
})

enters(Path, {
  of: Pipe,
  call: (given) => Pipe.createConnection(given, {}, noop),
  elsewhere: ['object']
})

enters(ReadBufferSize, {
  of: Pipe,
  call: (given) => Pipe.createConnection(Path.sample, { readBufferSize: given }, noop),
  omittable: true
})

enters(Path, {
  of: Pipe,
  call: (given) => Pipe.createConnection(given, noop),
  elsewhere: ['object']
})

enters(Path, {
  of: Pipe,
  call: (given) => Pipe.createConnection({ path: given })
})

enters(ReadBufferSize, {
  of: Pipe,
  call: (given) => Pipe.createConnection({ path: Path.sample, readBufferSize: given }),
  omittable: true
})

enters(Path, {
  of: Pipe,
  call: (given) => Pipe.createConnection({ path: given }, noop)
})

enters(ReadBufferSize, {
  of: Pipe,
  call: (given) => Pipe.createConnection({ path: Path.sample, readBufferSize: given }, noop),
  omittable: true
})

enters(ReadBufferSize, {
  of: Pipe.Server,
  call: (given) => Pipe.createServer({ readBufferSize: given }, noop),
  omittable: true
})

enters(Path, {
  make: () => new Pipe(),
  call: (given, object) => object.connect(given),
  elsewhere: ['object']
})

enters(Path, {
  make: () => new Pipe(),
  call: (given, object) => object.connect(given, {}, noop),
  elsewhere: ['object']
})

enters(Path, {
  make: () => new Pipe(),
  call: (given, object) => object.connect(given, noop),
  elsewhere: ['object']
})

enters(Path, {
  make: () => new Pipe(),
  call: (given, object) => object.connect({ path: given })
})

enters(Path, {
  make: () => new Pipe(),
  call: (given, object) => object.connect({ path: given }, noop)
})

enters(Fd, {
  make: () => new Pipe(),
  call: (given, object) => object.open(given),
  elsewhere: ['object']
})

enters(Fd, {
  make: () => new Pipe(),
  call: (given, object) => object.open(given, {}, noop),
  elsewhere: ['object']
})

enters(Fd, {
  make: () => new Pipe(),
  call: (given, object) => object.open(given, noop),
  elsewhere: ['object']
})

enters(Fd, {
  make: () => new Pipe(),
  call: (given, object) => object.open({ fd: given })
})

enters(Fd, {
  make: () => new Pipe(),
  call: (given, object) => object.open({ fd: given }, noop)
})

enters(ListenPath, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen(given),
  elsewhere: ['object']
})

enters(ListenPath, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen(given, Backlog.sample, {}, noop),
  elsewhere: ['object']
})

enters(Backlog, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen(ListenPath.sample, given, {}, noop),
  elsewhere: ['function'],
  omittable: true
})

enters(Permission, {
  make: () => new Pipe.Server(),
  call: (given, object) =>
    object.listen(ListenPath.sample, Backlog.sample, { ownerOnly: given }, noop),
  omittable: true
})

enters(Permission, {
  make: () => new Pipe.Server(),
  call: (given, object) =>
    object.listen(ListenPath.sample, Backlog.sample, { readableAll: given }, noop),
  omittable: true
})

enters(Permission, {
  make: () => new Pipe.Server(),
  call: (given, object) =>
    object.listen(ListenPath.sample, Backlog.sample, { writableAll: given }, noop),
  omittable: true
})

enters(ListenPath, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen(given, Backlog.sample, noop),
  elsewhere: ['object']
})

enters(Backlog, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen(ListenPath.sample, given, noop),
  elsewhere: ['function'],
  omittable: true
})

enters(ListenPath, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen(given, noop),
  elsewhere: ['object']
})

enters(ListenPath, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen({ path: given })
})

enters(Backlog, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen({ backlog: given, path: ListenPath.sample }),
  omittable: true
})

enters(Permission, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen({ ownerOnly: given, path: ListenPath.sample }),
  omittable: true
})

enters(Permission, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen({ path: ListenPath.sample, readableAll: given }),
  omittable: true
})

enters(Permission, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen({ path: ListenPath.sample, writableAll: given }),
  omittable: true
})

enters(ListenPath, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen({ path: given }, noop)
})

enters(Backlog, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen({ backlog: given, path: ListenPath.sample }, noop),
  omittable: true
})

enters(Permission, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen({ ownerOnly: given, path: ListenPath.sample }, noop),
  omittable: true
})

enters(Permission, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen({ path: ListenPath.sample, readableAll: given }, noop),
  omittable: true
})

enters(Permission, {
  make: () => new Pipe.Server(),
  call: (given, object) => object.listen({ path: ListenPath.sample, writableAll: given }, noop),
  omittable: true
})

enters(MaxConnections, {
  make: () => new Pipe.Server(),
  call: (given, object) => Object.assign(object, { maxConnections: given }),
  omittable: true,
  nullable: true,
  reads: (object) => object.maxConnections
})
