"""The native boundary as data: what each operation and callback takes, who owns it, when it may come."""

from dataclasses import dataclass, field

from generator.model import crossable
from generator.plans.boundary import boundary

_RANGES = {"boolean": (0, 1), "i32": (-0x80000000, 0x7fffffff), "u32": (0, 0xffffffff),
           "u64": (0, 0xffffffffffffffff)}

# How C takes each kind out of a `boundary_value_t`, and puts it in.
_TAKEN = {
    "boolean": ("{v}.boolean",), "i32": ("{v}.i32",), "u32": ("{v}.u32",), "u64": ("{v}.u64",),
    "enum": ("({c_type}) {v}.number",), "string": ("{v}.string.data", "{v}.string.len"),
    "chunks": ("{v}.chunks.all", "{v}.chunks.len"), "chunk": ("&(const {prefix}_loan_t){{{v}.loan.locate, {v}.loan.data}}",), "handle": ("{v}.handle",), "object": ("{v}.object",),
}
_PUT = {
    "boolean": ".boolean = {n}", "i32": ".i32 = {n}", "u32": ".u32 = {n}", "u64": ".u64 = {n}",
    "enum": ".number = (int64_t) {n}", "error": ".error = {n}", "string": ".string = {{{n}, {n}_len}}",
    "chunk": ".chunk = {{{n} != NULL, {n} != NULL ? {n}->data : NULL, {n} != NULL ? {n}->len : 0, "
             "{n} != NULL ? {n}->release : NULL}}",
}


@dataclass
class Value:
    """A parameter, a result or an argument, as the members of its initialiser.

    members  of a `boundary_param_t`: (member, C expression)
    """
    members: list


@dataclass
class Call:
    """An operation: what it takes and brings, and the C statements that call it.

    facts      of a `boundary_op_t`: (member, C expression)
    arguments  C expressions of the call
    outs       (C type, name, what puts it into a `boundary_value_t`) of each result
    """
    op: object
    table: str
    params: list
    results: list
    facts: list
    arguments: list
    outs: list

    @property
    def refs(self):
        """The C expressions that take the results in."""
        return [f"&{name}_" for _, name, _ in self.outs]


@dataclass
class Told:
    """A callback: what it brings, and what may be done meanwhile.

    puts  the initialiser of each argument's `boundary_value_t`
    """
    callback: object
    table: str
    params: list
    facts: list
    puts: list


@dataclass
class Group:
    """A native with its tables.

    index     among the module's natives
    init      index of the operation that makes an object, or None
    teardown  index of the one that ends it, or -1
    """
    native: object
    index: int
    table: str
    calls: list
    told: list
    init: int | None
    teardown: int


@dataclass
class Description:
    """A module's boundary, described."""
    module: str
    prefix: str
    source: str
    has_handles: bool
    has_callbacks: bool
    groups: list
    enums: list = field(default_factory=list)


def _c_name(word):
    return "BOUNDARY_" + word.upper().replace(" ", "_")


def _limits(type_, key):
    """The least and the greatest number or length of a value."""
    low, high = _RANGES.get(key, (0, 0xffffffffffffffff))
    if type_.kind == "scalar":
        low = type_.low.value if type_.low is not None else low
        high = type_.high.value if type_.high is not None else high
    return low, high


def _mask(all_, some):
    """The bits of those of `all_` that are among `some`."""
    return f"0x{sum(1 << i for i, item in enumerate(all_) if item in some):x}"


def _tables(table, params, results):
    """The members that lead to the tables of parameters and results."""
    return [member for name, values in (("params", params), ("results", results)) if values
            for member in ((name, f"{table}_{name}"), (f"{name}_len", str(len(values))))]


class _Describer:
    def __init__(self, module, plan):
        self.module = module
        self.plan = plan
        self.enums = []

    def value(self, native, item, c_name):
        """What is said of one value; `item` has a name, a type and an ownership."""
        type_ = item.type.of if item.type.kind == "nullable" else item.type
        key = crossable.key(type_)
        low, high = _limits(type_, key)
        members = [("name", f'"{c_name}"'), ("kind", _c_name(key))]
        if item.ownership is not None:
            members.append(("ownership", _c_name(item.ownership.word)))
            if item.ownership.until is not None:
                members.append(("until", str(native.callbacks.index(item.ownership.until))))
        if item.type.kind == "nullable":
            members.append(("nullable", "true"))
        if getattr(type_, "resource", False):
            members.append(("resource", "true"))
        if key == "object":
            members.append(("native", str(self.module.natives.index(type_))))
        if key in _RANGES or key == "string":
            members += [("low", _integer(low)), ("high", f"UINT64_C({high})")]
        if key == "enum":
            members += [("members", self.members_of(type_)), ("members_len", str(len(type_.members)))]
        return Value(members)

    def members_of(self, enum):
        """The name of the table of an enum's members, which is asked for."""
        if enum not in self.enums:
            self.enums.append(enum)
        planned = self.plan.enums[self.module.enums.index(enum)]
        return f"{planned.c_name.removesuffix('_t')}_members"

    def call(self, native, planned_native, op, planned):
        """An operation's Call."""
        params = [self.value(native, p, q.name) for p, q in zip(op.params, planned.params)]
        facts = [("name", f'"{op.origin}"')]
        facts += [(word, "true") for word, holds in (
            ("is_static", op.static), ("makes_self", op.makes_self), ("throws", op.throws),
            ("is_request", op.request is not None)) if holds]
        completes = native.callbacks.index(op.completes) if op.completes is not None else -1
        facts += [("completes", str(completes)), ("starts", _mask(native.callbacks, op.starts)),
                  ("stops", _mask(native.callbacks, op.stops))]
        table = planned.c_name.removeprefix(f"{self.plan.prefix}_")
        results = self.results(native, op, planned)
        facts += _tables(table, params, results)
        if not op.makes_self:
            facts.append(("call", f"call_{table}"))
        arguments = [f"({planned_native.c_type} *) object"] if op.takes_self else []
        for i, param in enumerate(planned.params):
            arguments += [t.format(v=f"args[{i}]", c_type=param.c_type, prefix=self.plan.prefix) for t in _TAKEN[param.key]]
        outs = [(r.c_type, r.name, _PUT[r.key].format(n=f"{r.name}_")) for r in planned.results]
        return Call(planned, table, params, results, facts, arguments, outs)

    def results(self, native, op, planned):
        """What an operation brings."""
        if not planned.results:
            return []
        if op.results:
            return [self.value(native, item, r.name) for item, r in zip(op.results, planned.results)]
        return [self.value(native, _Result(op.returns, op.ownership), planned.results[0].name)]

    def told(self, native, callback, planned):
        """A callback's Told."""
        facts = [("name", f'"{callback.origin}"'), ("deliver", _c_name("deliver " + callback.deliver)),
                 ("reenters", _mask(native.ops, callback.reenters))]
        params = [self.value(native, p, q.name) for p, q in zip(callback.params, planned.params)]
        return Told(planned, planned.c_name, params, facts + _tables(planned.c_name, params, []), [_PUT[p.key].format(n=p.name) for p in planned.params])

    def group(self, native, planned):
        """A native's Group."""
        calls = [self.call(native, planned, o, p) for o, p in zip(native.ops, planned.operations)]
        told = [self.told(native, c, p) for c, p in zip(native.callbacks, planned.callbacks)]
        init = native.ops.index(native.init) if native.init is not None else None
        teardown = native.ops.index(native.teardown) if native.teardown is not None else -1
        index = self.module.natives.index(native)
        return Group(planned, index, planned.var, calls, told, init, teardown)


@dataclass
class _Result:
    type: object
    ownership: object


def _integer(value):
    return f"INT64_C({value})" if value > -0x80000000 else f"(-INT64_C({-value - 1}) - 1)"


def description(module):
    """The Description of a resolved module that has a native boundary."""
    plan = boundary(module)
    describer = _Describer(module, plan)
    groups = [describer.group(n, p) for n, p in zip(module.natives, plan.natives)]
    result = Description(plan.module, plan.prefix, plan.source, plan.has_handles, plan.has_callbacks, groups)
    for enum in describer.enums:
        planned = plan.enums[module.enums.index(enum)]
        result.enums.append((describer.members_of(enum), [c_name for c_name, *_ in planned.members]))
    return result
