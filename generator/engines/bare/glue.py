"""The boundary's plan, with each value's way across spelled out for Bare."""

from dataclasses import dataclass

from generator import names
from generator.engines.bare.types import DOWN, UP

# What a function of the glue calls its own variables.
_DOWN_LOCALS = {"argv", "env", "err", "glue", "info", "pins", "record", "self", "value", "values"}
_UP_LOCALS = {"argv", "env", "glue", "object", "record", "scope"}


@dataclass
class Function:
    """A JavaScript function that leads to an operation.

    argc      how many arguments are looked at
    steps     statements that read the arguments, in the order in which they are read
    call      the C call
    releases  statements after the call
    pin       what is pinned: (local variable, record's field), or None
    outs      declarations of what the operation brings
    results   statements that make a JavaScript value of each of these
    """
    op: object
    argc: int
    steps: list
    call: str
    releases: list
    pin: tuple | None
    outs: list
    results: list


@dataclass
class Trampoline:
    """A C callback that leads to a JavaScript function.

    params  its C parameters
    args    statements that make `argv[i]`
    """
    callback: object
    params: list
    args: list
    unpins: bool


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
    has_callbacks: bool
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
    """Reads the arguments of one function; what must be released is read last."""

    def __init__(self, plan, op, first):
        self.plan = plan
        self.steps = []
        self.releases = []
        indexed = [(param, f"argv[{first + i}]") for i, param in enumerate(op.params)]
        indexed.sort(key=lambda item: DOWN[item[0].key].release is not None)
        for param, arg in indexed:
            self.read(param, arg)

    def read(self, param, arg):
        how = DOWN[param.key]
        native = next((n for n in self.plan.natives if n.var == param.native), None)
        fields = dict(name=_local(param.name, _DOWN_LOCALS), arg=arg, native=param.native, c_type=native.c_type if native else None)
        condition = how.read.format(**fields)
        declare = how.declare.format(**fields)
        if param.nullable:
            declare = declare.replace(";", " = NULL;")
            condition = f"(bare_is_null(env, {arg}) || {condition})"
        self.steps.append(_indented([declare, *_guarded(condition, self.releases)]))
        if how.release is not None:
            self.releases.append(how.release.format(**fields))


def _function(plan, native, op):
    first = 1 if op.makes_self or not op.static else 0
    reader = _Reader(plan, op, first)
    passed = [DOWN[p.key].passes.format(name=_local(p.name, _DOWN_LOCALS), c_type=p.c_type) for p in op.params]
    if op.makes_self:
        passed = ["glue->runtime", "record", *passed, "&self"]
    elif not op.static:
        passed = ["self", *passed]
    brought = [(result, _local(result.name, _DOWN_LOCALS)) for result in op.results]
    passed += [f"&{name}" for _, name in brought]
    pin = next(((_local(p.name, _DOWN_LOCALS), p.pinned) for p in op.params if p.pinned), None)
    results = [
        UP[result.key].create.format(name=name, target=f"values[{i}]" if len(brought) > 1 else "value")
        for i, (result, name) in enumerate(brought)
    ]
    return Function(
        op=op, argc=first + len(op.params), steps=reader.steps, call=f"{op.c_name}({', '.join(passed)})",
        releases=reader.releases, pin=pin, outs=[f"{result.c_type} {name};" for result, name in brought],
        results=results,
    )


def _trampoline(native, callback):
    named = [(param, _local(param.name, _UP_LOCALS)) for param in callback.params]
    args = [UP[p.key].create.format(name=name, target=f"argv[{i}]") for i, (p, name) in enumerate(named)]
    params = [f"{native.c_type} *{callback.self_name}"] + [c for p, name in named for c in p.called(name)]
    return Trampoline(callback, params, args, callback.name in native.pins)


def _native(plan, native):
    offers = (("storage", native.storage), ("hold", native.pins), ("callbacks", native.callbacks))
    extra = [name for name, present in offers if present]
    exports = [(op.js_name, op.glue_name) for op in native.operations]
    exports += [(native.var + names.pascal(name), f"call_{native.var}_{name}") for name in extra]
    return NativeGlue(
        native=native, functions=[_function(plan, native, op) for op in native.operations],
        trampolines=[_trampoline(native, callback) for callback in native.callbacks], exports=exports,
        teardown=next((op for op in native.operations if op.name == native.teardown), None),
    )


def glue(plan):
    """The Glue of a Boundary."""
    return Glue(
        module=plan.module, prefix=plan.prefix, package=plan.package, source=plan.source,
        has_handles=plan.has_handles, has_callbacks=plan.has_callbacks, enums=plan.enums, natives=[_native(plan, native) for native in plan.natives],
        symbol=names.snake(plan.package),
    )
