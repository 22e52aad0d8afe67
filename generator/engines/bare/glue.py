"""The boundary's plan, with each value's way across spelled out for Bare."""

from dataclasses import dataclass

from generator import names
from generator.engines.bare.types import DOWN, UP


@dataclass
class Function:
    """A JavaScript function that leads to an operation.

    argc      how many arguments are looked at
    steps     statements that read the arguments, in the order in which they are read
    call      the C call
    releases  statements after the call
    pin       what is pinned: (argument, record's field), or None
    results   statements that make `values[i]` of what the operation has brought
    """
    op: object
    argc: int
    steps: list
    call: str
    releases: list
    pin: tuple | None
    results: list


@dataclass
class Trampoline:
    """A C callback that leads to a JavaScript function. `args`: statements that make `argv[i]`."""
    callback: object
    args: list
    unpins: bool


@dataclass
class NativeGlue:
    native: object
    functions: list
    trampolines: list
    exports: list
    init: object
    teardown: object


@dataclass
class Glue:
    module: str
    prefix: str
    package: str
    source: str
    has_handles: bool
    enums: list
    natives: list
    symbol: str


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
        fields = dict(name=param.name, arg=arg, native=param.native, c_type=native.c_type if native else None)
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
    passed = [DOWN[p.key].passes.format(name=p.name) for p in op.params]
    if op.makes_self:
        passed = ["glue->runtime", "record", *passed, "&self"]
    elif not op.static:
        passed = ["self", *passed]
    passed += [f"&{result.name}" for result in op.results]
    pin = next(((f"argv[{first + i}]", p.pinned) for i, p in enumerate(op.params) if p.pinned), None)
    results = [
        UP[result.key].create.format(name=result.name, target=f"values[{i}]" if len(op.results) > 1 else "value")
        for i, result in enumerate(op.results)
    ]
    return Function(
        op=op, argc=first + len(op.params), steps=reader.steps, call=f"{op.c_name}({', '.join(passed)})",
        releases=reader.releases, pin=pin, results=results,
    )


def _trampoline(native, callback):
    args = [UP[p.key].create.format(name=p.name, target=f"argv[{i}]") for i, p in enumerate(callback.params)]
    return Trampoline(callback, args, callback.name in native.pins)


def _native(plan, native):
    extra = ["storage"] if native.storage else []
    exports = [(op.js_name, op.glue_name) for op in native.operations]
    exports += [(native.var + names.pascal(name), f"{native.var}_{name}") for name in [*extra, "callbacks"]]
    return NativeGlue(
        native=native, functions=[_function(plan, native, op) for op in native.operations],
        trampolines=[_trampoline(native, callback) for callback in native.callbacks], exports=exports,
        init=next((op for op in native.operations if op.makes_self), None),
        teardown=next(op for op in native.operations if op.name == native.teardown),
    )


def glue(plan):
    """The Glue of a Boundary."""
    return Glue(
        module=plan.module, prefix=plan.prefix, package=plan.package, source=plan.source,
        has_handles=plan.has_handles, enums=plan.enums, natives=[_native(plan, native) for native in plan.natives],
        symbol=names.snake(plan.package),
    )
