"""The C boundary: operations, callbacks and the types that cross, spelled for C and free of any engine."""

from dataclasses import dataclass, field

from generator import names
from generator.model import crossable
from generator.plans.ownership import callback_notes, operation_notes


@dataclass
class Parameter:
    """A value that crosses.

    key       what an engine's type table is asked for: boolean, i32, u32, u64, string, chunks,
              chunk, handle, object, enum, error
    nullable  it may be absent
    forms     its C parameters, in order, with `{}` for the name
    c_type    of a value that is one C parameter, else None
    native    of an object: its Native plan's prefix and name
    pinned    name of the callback until which its memory stays in place, or None
    lent      its memory is looked up before each use
    """
    name: str
    js_name: str
    key: str
    nullable: bool
    forms: list
    c_type: str | None = None
    native: str | None = None
    pinned: str | None = None
    lent: bool = False

    @property
    def c(self):
        """Its C parameters."""
        return self.called(self.name)

    def called(self, name):
        """Its C parameters under another name."""
        return [form.format(name) for form in self.forms]


@dataclass
class Result:
    """What an operation brings: `name` of the out parameter, `key` as in Parameter, its C type.

    `owned` says that it belongs to the caller, who has to let go of it.
    """
    name: str
    key: str
    c_type: str
    owned: bool = False

    @property
    def c(self):
        """Its C parameter."""
        return f"{self.c_type} *{self.name}"


@dataclass
class Operation:
    """One C function down, and one JavaScript function that leads to it.

    c_name     of the runtime's function
    glue_name  of the glue's, which is none that a C library has
    awaits     name of the callback that brings the outcome of its request, or None
    posts      name of the parameter that bytes of memory shared with the glue may stand for, or None
    """
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
    awaits: str | None = None
    posts: str | None = None

    @property
    def cannot_fail(self):
        """It has an object, and nothing to tell: where that object is gone there is nothing to do."""
        return not (self.static or self.makes_self or self.throws or self.results)

    @property
    def pinned(self):
        """The parameters whose memory stays in place after the call."""
        return [p for p in self.params if p.pinned]

    @property
    def lent(self):
        """The parameter whose memory is lent, or None."""
        return next((p for p in self.params if p.lent), None)


@dataclass
class Callback:
    """One C function pointer up, and one JavaScript function that it leads to.

    self_name  what its first C parameter, the object, is called
    announces  name of the parameter that tells the kind of a handle which is on offer, or None
    gathers    name of the parameter of which few bytes may be told together with others, or None
    """
    name: str
    c_name: str
    origin: str
    deliver: str
    params: list
    self_name: str
    c_params: list
    text: str
    announces: str | None = None
    gathers: str | None = None

    @property
    def last(self):
        """The final one."""
        return self.deliver == "last"

    @property
    def told(self):
        """Its parameters in the order in which JavaScript is told them."""
        return crossable.in_told_order(self.params, lambda param: param.key)


@dataclass
class Bits:
    """An enum or flags.

    members  (C name, C value, number, documentation)
    foreign  those of them whose C value is a constant of another header
    """
    c_name: str
    origin: str
    text: str
    members: list
    foreign: list


@dataclass
class Native:
    """A kind of objects of the runtime, or a group of functions.

    var     its name as a variable
    phrase  the same with its article, for sentences
    """
    name: str
    var: str
    phrase: str
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
    def loans(self):
        """The operations that are lent memory."""
        return [names.snake(o.name) for o in self.operations if o.lent]

    @property
    def awaited(self):
        """The callbacks that bring the outcome of a request."""
        return sorted({o.awaits for o in self.operations if o.awaits})

    @property
    def brings_bytes(self):
        """Whether a callback brings bytes, of which few come by way of the inbox."""
        return any(p.key == "chunk" for c in self.callbacks for p in c.params)

    @property
    def posts_bytes(self):
        """JavaScript can put bytes where an operation finds them."""
        return any(o.posts for o in self.operations)

    @property
    def offers(self):
        """What the glue has for JavaScript besides the operations: words that a function is named after."""
        offers = (("storage", self.storage), ("hold", self.pins), ("inbox", self.brings_bytes),
                  ("outbox", self.posts_bytes), ("failure", self.posts_bytes), ("callbacks", self.callbacks))
        posted = [f"{names.snake(o.name)}_posted" for o in self.operations if o.posts]
        return [*(name for name, present in offers if present), *posted]

    @property
    def init(self):
        """The operation that makes an object, or None where there are only functions."""
        return next((o for o in self.operations if o.makes_self), None)


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
    has_loans: bool = False
    has_gathering: bool = False

    @property
    def has_callbacks(self):
        """Something calls back."""
        return any(native.callbacks for native in self.natives)


_VALUE_TYPES = {"boolean": "bool", "i32": "int32_t", "u32": "uint32_t", "u64": "uint64_t"}


def _present(type_):
    """A type without its being nullable."""
    return type_.of if type_.kind == "nullable" else type_


class _Planner:
    def __init__(self, module):
        self.module = module
        self.prefix = names.snake(module.name)

    def c_type(self, native):
        return f"{self.prefix}_{names.snake(native.name)}_t"

    def enum_type(self, enum):
        return f"{self.prefix}_{names.snake(enum.name)}_t"

    def key(self, type_):
        """The type table's key of a type."""
        return crossable.key(type_)

    def parameter(self, param):
        name, type_, nullable = names.snake(param.name), param.type, False
        if type_.kind == "nullable":
            type_, nullable = type_.of, True
        pinned = None
        if param.ownership is not None and param.ownership.until is not None:
            pinned = names.snake(param.ownership.until.name)
        key, forms, native = self.spelled(type_)
        lent = param.ownership is not None and param.ownership.word == "lend"
        if lent:
            forms = [f"const {self.prefix}_loan_t *{{}}"]
        c_type = self.value_type(type_) if key in _VALUE_TYPES or key == "enum" else None
        return Parameter(name, param.name, key, nullable, forms, c_type, native, pinned, lent)

    def spelled(self, type_):
        """The key, the forms of the C parameters and the native object's name of a value of `type_`."""
        key = self.key(type_)
        if key == "chunks":
            return key, ["const uv_buf_t {}[]", "size_t {}_len"], None
        if key == "handle":
            return key, ["uv_handle_t *{}"], None
        if key == "object":
            return key, [f"{self.c_type(type_)} *{{}}"], names.snake(type_.name)
        if key == "string":
            return key, ["const char *{}", "size_t {}_len"], None
        if key == "chunk":
            return key, [f"const {self.prefix}_bytes_t *{{}}"], None
        if key == "error":
            return key, ["int {}"], None
        return key, [f"{self.value_type(type_)} {{}}"], None

    def value_type(self, type_):
        """The C type of a number, a boolean or a member of an enum."""
        return self.enum_type(type_) if type_.kind == "enum" else _VALUE_TYPES[self.key(type_)]

    def results(self, type_):
        if type_ is None or type_.kind == "self":
            return []
        if type_.kind == "tuple":
            return [self.result(names.snake(item.name), item.type, item.ownership) for item in type_.items]
        return [self.result("result", type_)]

    def result(self, name, type_, ownership=None):
        owned = ownership is not None and ownership.word == "own"
        return Result(name, self.key(type_), self.value_type(type_), owned)

    def self_name(self, native, params):
        """What the object is called among the C parameters: nobody else is called `self`."""
        var = names.snake(native.name)
        return "self" if any(param.name == var for param in params) else var

    def operation(self, native, op):
        var = names.snake(native.name)
        params = [self.parameter(p) for p in op.params]
        results = self.results(op.returns)
        c_params = []
        if op.makes_self:
            c_params += [f"{self.prefix}_env_t *env", "void *data"]
        elif not op.static:
            c_params.append(f"{self.c_type(native)} *{self.self_name(native, params)}")
        for param in params:
            c_params += param.c
        c_params += [result.c for result in results]
        if op.makes_self:
            c_params.append(f"{self.c_type(native)} **result")
        return Operation(
            name=op.name, js_name=var + names.pascal(op.name),
            c_name=f"{self.prefix}_{var}_{names.snake(op.name)}", glue_name=f"call_{var}_{names.snake(op.name)}",
            origin=op.origin, static=op.static, makes_self=op.makes_self, throws=op.throws,
            params=params, results=results, c_return="int" if op.throws else "void",
            c_params=c_params or ["void"], text=operation_notes(native, op),
            awaits=names.snake(op.completes.name) if op.request is not None and op.completes is not None else None,
            posts=names.snake(op.posts.name) if op.posts is not None else None,
        )

    def callback(self, native, callback):
        var = names.snake(native.name)
        params = [self.parameter(p) for p in callback.params]
        self_name = self.self_name(native, params)
        c_params = [f"{self.c_type(native)} *{self_name}"]
        for param in params:
            c_params += param.c
        return Callback(
            name=names.snake(callback.name), c_name=f"on_{var}_{names.snake(callback.name)}",
            origin=callback.origin, deliver=callback.deliver, params=params, self_name=self_name,
            c_params=c_params, text=callback_notes(callback), announces=self.announced(native, callback),
            gathers=names.snake(callback.gathers.name) if callback.gathers is not None else None,
        )

    def announced(self, native, callback):
        """The parameter whose type numbers the kinds of handles that the native's operations take."""
        kinds = [_present(p.type).of for op in native.ops for p in op.params if _present(p.type).kind == "handle"]
        found = next((p for p in callback.params if p.type in kinds), None)
        return names.snake(found.name) if found is not None else None

    def bits(self, declaration):
        base = "_".join([self.prefix] + [names.snake(part) for part in declaration.origin.split(".")])
        members, foreign = [], []
        for member in declaration.members:
            c_name = getattr(member, "c_name", None)
            value = f"0x{member.value:x}" if declaration.kind == "flags" else str(member.value)
            members.append((f"{base}_{member.name}".upper(), c_name or value, member.value, member.doc.summary))
            if c_name is not None:
                foreign.append(members[-1])
        return Bits(f"{base}_t", declaration.origin, declaration.doc.summary, members, foreign)

    def native(self, native):
        var = names.snake(native.name)
        return Native(
            name=native.name, var=var, phrase=f"{'an' if var[0] in 'aeiou' else 'a'} {var}", c_prefix=f"{self.prefix}_{var}", c_type=self.c_type(native),
            origin=native.origin, text=native.doc.summary, storage=native.storage,
            flags=[self.bits(flags) for flags in native.flags],
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
        consts=[(f"{planner.prefix.upper()}_{c.name}", str(c.value).lower(), c.doc.summary) for c in module.consts
                if isinstance(c.value, int)],
        enums=[planner.bits(enum) for enum in module.enums],
        natives=[planner.native(native) for native in module.natives],
    )
    params = [p for n in plan.natives for o in n.operations for p in o.params]
    plan.has_handles = any(p.key == "handle" for p in params)
    plan.has_gathering = any(c.gathers for n in plan.natives for c in n.callbacks)
    plan.has_chunks = any(n.brings_bytes or n.posts_bytes for n in plan.natives)
    plan.has_loans = any(p.lent for p in params)
    return plan
