"""The C boundary: operations, callbacks and the types that cross, spelled for C and free of any engine."""

from dataclasses import dataclass, field

from generator import names
from generator.plans.ownership import callback_notes, operation_notes


@dataclass
class Parameter:
    """A value that crosses.

    key       what an engine's type table is asked for: boolean, i32, u32, u64, string, chunks,
              chunk, handle, object, enum, error
    nullable  it may be absent
    c         its C parameters, in order
    native    of an object: its Native plan's prefix and name
    pinned    name of the callback until which its memory stays in place, or None
    """
    name: str
    js_name: str
    key: str
    nullable: bool
    c: list
    native: str | None = None
    pinned: str | None = None


@dataclass
class Result:
    """What an operation brings: `name` of the out parameter, `key` as in Parameter, its C type."""
    name: str
    key: str
    c_type: str

    @property
    def c(self):
        return f"{self.c_type} *{self.name}"


@dataclass
class Operation:
    """One C function down, and one JavaScript function that leads to it."""
    name: str
    js_name: str
    c_name: str
    glue_name: str
    origin: str
    static: bool
    makes_self: bool
    throws: bool
    params: list
    results: list
    c_return: str
    c_params: list
    text: str

    @property
    def pinned(self):
        """The parameters whose memory stays in place after the call."""
        return [p for p in self.params if p.pinned]


@dataclass
class Callback:
    """One C function pointer up, and one JavaScript function that it leads to."""
    name: str
    c_name: str
    origin: str
    deliver: str
    params: list
    c_params: list
    text: str

    @property
    def last(self):
        return self.deliver == "last"


@dataclass
class Bits:
    """An enum or flags: members are (C name, value)."""
    c_name: str
    origin: str
    text: str
    members: list
    named_type: bool


@dataclass
class Native:
    """An object of the runtime."""
    name: str
    var: str
    c_prefix: str
    c_type: str
    origin: str
    text: str
    storage: str | None
    flags: list
    operations: list
    callbacks: list
    teardown: str | None

    @property
    def pins(self):
        """The callbacks until which memory is pinned."""
        return sorted({p.pinned for o in self.operations for p in o.pinned})

    @property
    def last_callback(self):
        return next(c for c in self.callbacks if c.last)


@dataclass
class Boundary:
    """The whole module."""
    module: str
    prefix: str
    guard: str
    package: str
    source: str
    text: str
    consts: list
    enums: list
    natives: list = field(default_factory=list)
    has_handles: bool = False
    has_chunks: bool = False


_VALUE_TYPES = {"boolean": "bool", "i32": "int32_t", "u32": "uint32_t", "u64": "uint64_t"}


class _Planner:
    def __init__(self, module):
        self.module = module
        self.prefix = names.snake(module.name)

    def c_type(self, native):
        return f"{self.prefix}_{names.snake(native.name)}_t"

    def enum_type(self, enum):
        return f"{self.prefix}_{names.snake(enum.name)}_t"

    def key(self, type_):
        """The type table's key of a value type: a scalar is what it is made of."""
        if type_.kind in ("scalar", "flags"):
            return type_.type.name
        return {"enum": "enum", "native": "object"}.get(type_.kind, getattr(type_, "name", None))

    def parameter(self, param):
        name, type_, nullable = names.snake(param.name), param.type, False
        if type_.kind == "nullable":
            type_, nullable = type_.of, True
        pinned = None
        if param.ownership is not None and param.ownership.until is not None:
            pinned = names.snake(param.ownership.until.name)
        key, c, native = self.spelled(name, type_)
        return Parameter(name, param.name, key, nullable, c, native, pinned)

    def spelled(self, name, type_):
        """The key, the C parameters and the native object's name of a value of `type_`."""
        if type_.kind == "array":
            return "chunks", [f"const uv_buf_t {name}[]", f"size_t {name}_len"], None
        if type_.kind == "handle":
            return "handle", [f"uv_handle_t *{name}"], None
        if type_.kind == "native":
            return "object", [f"{self.c_type(type_)} *{name}"], names.snake(type_.name)
        if type_.kind == "enum":
            return "enum", [f"{self.enum_type(type_)} {name}"], None
        key = self.key(type_)
        if key == "string":
            return key, [f"const char *{name}", f"size_t {name}_len"], None
        if key == "bytes":
            return "chunk", [f"const {self.prefix}_bytes_t *{name}"], None
        if key == "uv_error":
            return "error", [f"int {name}"], None
        return key, [f"{_VALUE_TYPES[key]} {name}"], None

    def results(self, type_):
        if type_ is None or type_.kind == "self":
            return []
        if type_.kind == "tuple":
            return [self.result(names.snake(item.name), item.type) for item in type_.items]
        return [self.result("result", type_)]

    def result(self, name, type_):
        key = self.key(type_)
        return Result(name, key, _VALUE_TYPES[key])

    def operation(self, native, op):
        var = names.snake(native.name)
        params = [self.parameter(p) for p in op.params]
        results = self.results(op.returns)
        c_params = []
        if op.makes_self:
            c_params += [f"{self.prefix}_env_t *env", "void *data"]
        elif not op.static:
            c_params.append(f"{self.c_type(native)} *{var}")
        for param in params:
            c_params += param.c
        c_params += [result.c for result in results]
        if op.makes_self:
            c_params.append(f"{self.c_type(native)} **result")
        return Operation(
            name=op.name, js_name=var + names.pascal(op.name),
            c_name=f"{self.prefix}_{var}_{names.snake(op.name)}", glue_name=f"{var}_{names.snake(op.name)}",
            origin=op.origin, static=op.static, makes_self=op.makes_self, throws=op.throws,
            params=params, results=results, c_return="int" if op.throws else "void",
            c_params=c_params or ["void"], text=operation_notes(native, op),
        )

    def callback(self, native, callback):
        var = names.snake(native.name)
        params = [self.parameter(p) for p in callback.params]
        c_params = [f"{self.c_type(native)} *{var}"]
        for param in params:
            c_params += param.c
        return Callback(
            name=names.snake(callback.name), c_name=f"on_{var}_{names.snake(callback.name)}",
            origin=callback.origin, deliver=callback.deliver, params=params, c_params=c_params,
            text=callback_notes(callback),
        )

    def bits(self, declaration, named_type):
        base = "_".join([self.prefix] + [names.snake(part) for part in declaration.origin.split(".")])
        members = []
        for member in declaration.members:
            value = getattr(member, "c_name", None)
            if value is None:
                value = f"0x{member.value:x}" if declaration.kind == "flags" else str(member.value)
            members.append((f"{base}_{member.name}".upper(), value, member.value, member.doc.summary))
        return Bits(f"{base}_t", declaration.origin, declaration.doc.summary, members, named_type)

    def native(self, native):
        var = names.snake(native.name)
        return Native(
            name=native.name, var=var, c_prefix=f"{self.prefix}_{var}", c_type=self.c_type(native),
            origin=native.origin, text=native.doc.summary, storage=native.storage,
            flags=[self.bits(flags, False) for flags in native.flags],
            operations=[self.operation(native, op) for op in native.ops],
            callbacks=[self.callback(native, callback) for callback in native.callbacks],
            teardown=native.teardown.name if native.teardown else None,
        )


def boundary(module):
    """The Boundary of a resolved module."""
    planner = _Planner(module)
    plan = Boundary(
        module=module.name, prefix=planner.prefix, guard=f"{planner.prefix.upper()}_H", package=module.package,
        source=module.source, text=module.doc.summary,
        consts=[(f"{planner.prefix.upper()}_{c.name}", c.value, c.doc.summary) for c in module.consts
                if isinstance(c.value, int)],
        enums=[planner.bits(enum, True) for enum in module.enums],
        natives=[planner.native(native) for native in module.natives],
    )
    params = [p for n in plan.natives for o in n.operations for p in o.params]
    plan.has_handles = any(p.key == "handle" for p in params)
    plan.has_chunks = any(p.key == "chunk" for n in plan.natives for c in n.callbacks for p in c.params)
    return plan
