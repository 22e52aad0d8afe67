"""The boundary's plan, with each value's way across spelled out by the type table of one engine."""

from dataclasses import dataclass

from generator import names
from generator.model import crossable

# What a function of the glue calls its own variables.
_DOWN_LOCALS = {"argv", "context", "env", "err", "glue", "info", "loan", "pins", "record", "self", "value", "values"}
_UP_LOCALS = {"argv", "context", "env", "glue", "object", "record", "scope"}


@dataclass
class Function:
    """A JavaScript function that leads to an operation.

    argc      how many arguments are looked at
    steps     statements that read the arguments, in the order in which they are read
    call      the C call
    releases  statements after the call
    pin       what is pinned: (local variable, record's field), or None
    lends     what is lent: (local variable, record's field), or None
    outs      declarations of what the operation brings
    results   statements that make a JavaScript value of each of these
    drops     statements that let go of what is owned among these
    posted    with one chunk of the outbox: (C call, C name, JavaScript name), or None
    """
    op: object
    argc: int
    steps: list
    call: str
    releases: list
    pin: tuple | None
    lends: tuple | None
    outs: list
    results: list
    drops: list
    posted: tuple | None


@dataclass
class Trampoline:
    """A C callback that leads to a JavaScript function.

    params     its C parameters
    numbers    statements that tell the numbers among them
    args       statements that make `argv[i]` of the rest, or NULL of what is not there
    drops      statements that let go of what is brought and cannot be told
    losable    (i, j, name): where `argv[i]` could not be made of `name`, the failure is told as `argv[j]`
    unpins     memory has been pinned until it
    settles    it brings the outcome of a request
    announces  the C parameter that tells the kind of a handle which is on offer, or None
    gathers    what few bytes that may wait for others go by: (C condition, C parameter), or None
    """
    callback: object
    params: list
    numbers: list
    args: list
    drops: list
    losable: list
    unpins: bool
    settles: bool
    announces: str | None
    gathers: tuple | None


@dataclass
class NativeGlue:
    native: object
    functions: list
    trampolines: list
    exports: list
    teardown: object


@dataclass
class Glue:
    module: str
    prefix: str
    package: str
    source: str
    has_handles: bool
    has_chunks: bool
    has_loans: bool
    has_callbacks: bool
    has_gathering: bool
    has_posted: bool
    enums: list
    natives: list
    symbol: str


def _local(name, taken):
    """A variable's name that is none of those `taken`: nothing that comes from an IDL ends in `_`."""
    return f"{name}_" if name in taken else name


def _indented(lines, indent="  "):
    return "\n".join(indent + line if line else line for line in lines)


def _guarded(condition, releases):
    """`if (!condition) return NULL;`, letting go first of what has been read before."""
    if not releases:
        return [f"if (!{condition}) return NULL;"]
    return [f"if (!{condition}) {{", *("  " + release for release in releases), "  return NULL;", "}"]


class _Reader:
    """Reads the arguments of one function; what must be released is read late, what is kept last."""

    def __init__(self, plan, crossing, op, first):
        self.plan = plan
        self.crossing = crossing
        self.steps = []
        self.releases = []
        indexed = [(param, f"argv[{first + i}]") for i, param in enumerate(op.params)]
        indexed.sort(key=lambda item: (item[0].lent, crossing.down[item[0].key].release is not None))
        for param, arg in indexed:
            self.read(param, arg)

    def read(self, param, arg):
        how = self.crossing.down[param.key]
        native = next((n for n in self.plan.natives if n.var == param.native), None)
        fields = dict(name=_local(param.name, _DOWN_LOCALS), arg=arg, native=param.native, c_type=native.c_type if native else None)
        condition = how.read.format(**fields)
        declare = how.declare.format(**fields)
        if param.nullable:
            declare = declare.replace(";", " = NULL;")
            condition = f"({self.crossing.absent.format(arg=arg)} || {condition})"
        self.steps.append(_indented([declare, *_guarded(condition, self.releases)]))
        if how.release is not None:
            self.releases.append(how.release.format(**fields))


def _drops(crossing, owned):
    """Statements that let go of each (value, variable) that somebody has to let go of."""
    return [crossing.up[value.key].drop.format(name=name) for value, name in owned
            if crossing.up[value.key].drop is not None]


def _function(plan, crossing, native, op):
    first = 1 if op.makes_self or not op.static else 0
    reader = _Reader(plan, crossing, op, first)
    passed = [crossing.down[p.key].passes.format(name=_local(p.name, _DOWN_LOCALS), c_type=p.c_type) for p in op.params]
    if op.makes_self:
        passed = ["glue->runtime", "record", *passed, "&self"]
    elif not op.static:
        passed = ["self", *passed]
    brought = [(result, _local(result.name, _DOWN_LOCALS)) for result in op.results]
    passed += [f"&{name}" for _, name in brought]
    pin = next(((_local(p.name, _DOWN_LOCALS), p.pinned) for p in op.params if p.pinned), None)
    lends = (_local(op.lent.name, _DOWN_LOCALS), names.snake(op.name)) if op.lent else None
    results = [
        crossing.up[result.key].create.format(name=name, target=f"values[{i}]" if len(brought) > 1 else "value")
        for i, (result, name) in enumerate(brought)
    ]
    owned = [(result, name) for result, name in brought if result.owned]
    return Function(
        op=op, argc=first + len(op.params), steps=reader.steps, call=f"{op.c_name}({', '.join(passed)})",
        releases=reader.releases, pin=pin, lends=lends, outs=[f"{result.c_type} {name};" for result, name in brought],
        results=results, drops=_drops(crossing, owned), posted=_posted(native, op),
    )


def _posted(native, op):
    """One chunk stands for those that are posted, nothing for the rest."""
    if op.posts is None:
        return None
    passed = [arg for p in op.params for arg in (("&chunk", "1") if p.name == op.posts else ("NULL",))]
    call = f"{op.c_name}({', '.join(['self', *passed, '&result'])})"
    return call, f"{native.var}_{names.snake(op.name)}_posted", f"{op.js_name}Posted"


def _losable(told):
    """Bytes are what may be too many for the engine; told as an error they do not pass for none."""
    keys = [param.key for param, _ in told]
    if "error" not in keys:
        return []
    return [(i, keys.index("error"), name) for i, (param, name) in enumerate(told) if param.key == "chunk"]


def _trampoline(crossing, native, callback):
    named = [(param, _local(param.name, _UP_LOCALS)) for param in callback.params]
    told = [(param, _local(param.name, _UP_LOCALS)) for param in callback.told]
    numbers = [name for p, name in told if crossable.is_number(p.key)]
    told = [(p, name) for p, name in told if not crossable.is_number(p.key)]
    args = [crossing.up[p.key].create.format(name=name, target=f"argv[{i}]") for i, (p, name) in enumerate(told)]
    owned = [(p, name) for p, name in named if p.key == "chunk"]
    params = [f"{native.c_type} *{callback.self_name}"] + [c for p, name in named for c in p.called(name)]
    announces = next((name for p, name in named if p.name == callback.announces), None)
    return Trampoline(
        callback, params, [f"glue->inbox->told.numbers[{i}] = (double) {name};" for i, name in enumerate(numbers)], args, drops=_drops(crossing, owned), losable=_losable(told), unpins=callback.name in native.pins, settles=callback.name in native.awaited,
        announces=announces, gathers=_gathers(callback, named),
    )


def _gathers(callback, named):
    """Bytes wait where there are some, and nothing has failed."""
    if callback.gathers is None:
        return None
    chunk = next(name for param, name in named if param.name == callback.gathers)
    outcomes = [f"{name} == 0" for param, name in named if param.key == "error"]
    return " && ".join([*outcomes, f"{chunk} != NULL"]), chunk


def _native(plan, crossing, native):
    exports = [(op.js_name, op.glue_name) for op in native.operations]
    functions = [_function(plan, crossing, native, op) for op in native.operations]
    exports += [(native.var + names.pascal(name), f"call_{native.var}_{name}") for name in native.offers]
    return NativeGlue(
        native=native, functions=functions,
        trampolines=[_trampoline(crossing, native, callback) for callback in native.callbacks], exports=exports,
        teardown=next((op for op in native.operations if op.name == native.teardown), None),
    )


def glue(plan, crossing):
    """The Glue of a Boundary, by an engine's Crossing."""
    natives = [_native(plan, crossing, native) for native in plan.natives]
    return Glue(
        module=plan.module, prefix=plan.prefix, package=plan.package, source=plan.source,
        has_handles=plan.has_handles, has_chunks=plan.has_chunks, has_loans=plan.has_loans, has_callbacks=plan.has_callbacks,
        has_gathering=plan.has_gathering, enums=plan.enums, natives=natives,
        has_posted=any(native.posts_bytes for native in plan.natives), symbol=names.snake(plan.package),
    )
