"""The public layer: classes, their members, functions."""
from __future__ import annotations

from dataclasses import dataclass, field

from .bodies import Overload, OverloadParam, Shape
from .origin import Declaration


@dataclass(eq=False, repr=False)
class Callable(Declaration):
    """Parameters, and a body of clauses in the order written."""
    params: list = field(default_factory=list)
    body: list = field(default_factory=list)

    def param(self, name):
        """The Param of that name, or None."""
        return next((p for p in self.params if p.name == name), None)

    @property
    def outcome(self):
        """What it returns: `this`, a Param, or the clause that its body ends with; None for nothing."""
        type_ = getattr(self, "returns", None)
        last = self.body[-1] if self.body else None
        if last is not None and last.kind in ("hook", "super"):
            return last
        if type_ is None or type_.kind == "this":
            return "this" if type_ is not None else None
        if type_.kind != "typevar" and last is not None and last.kind == "call" and last.brings:
            return last
        return next((p for p in self.params if p.type is type_), None)

    @property
    def overloads(self):
        """The Overload clauses."""
        return [c for c in self.body if isinstance(c, Overload)]

    @property
    def shapes(self):
        """Every way to call it, the canonical one first."""
        own = tuple(OverloadParam(p, p.omittable) for p in self.params)
        return [Shape(own, (), True, self.span)] + [Shape(o.params, o.where, False, o.span) for o in self.overloads]


@dataclass(eq=False, repr=False)
class Constructor(Callable):
    """`constructor(…) { … }`"""
    kind = "constructor"
    owner: object = None


@dataclass(eq=False, repr=False)
class Method(Callable):
    """`method name<T: X>(…) -> type { … }`; `returns` is a type, or None for void."""
    kind = "method"
    type_params: list = field(default_factory=list)
    returns: object = None
    owner: object = None


@dataclass(eq=False, repr=False)
class RootFunction(Callable):
    """`function name(…) -> type { … }`, or `= Native.op;` with `delegate` (Op) in place of a body."""
    kind = "function declaration"
    returns: object = None
    delegate: object = None


@dataclass(eq=False, repr=False)
class Field(Declaration):
    """`private name: type = value;`; `default` is a Value."""
    kind = "field"
    type: object = None
    default: object = None
    owner: object = None


@dataclass(eq=False, repr=False)
class Event(Declaration):
    """`event name(params);`"""
    kind = "event"
    params: list = field(default_factory=list)
    owner: object = None


@dataclass(eq=False, repr=False)
class Attribute(Declaration):
    """`readonly attribute name: type = …;`: exactly one of `condition` (Condition), `hook` (HookRef) and `field`.

    writable  not `readonly`: setting it validates, and changes the `field`; undefined is null where that is allowed
    """
    kind = "attribute"
    type: object = None
    condition: object = None
    hook: object = None
    field: object = None
    writable: bool = False
    owner: object = None


@dataclass(eq=False, repr=False)
class Override(Callable):
    """`override name(params) { … }`, or `= hook h;` for a body that is this one hook."""
    kind = "override"
    owner: object = None


@dataclass(eq=False, repr=False)
class Implementation(Declaration):
    """`implement get [symbol] = backing;` or `= hook h;`; `hook` is None for `backing`."""
    kind = "implementation"
    protocol: object = None
    member: object = None
    hook: object = None
    owner: object = None


@dataclass(eq=False, repr=False)
class Handler(Declaration):
    """`on callback …;`: `action` is a Hook, Emit or Settle; `name` is the callback's."""
    kind = "handler"
    callback: object = None
    action: object = None
    owner: object = None


@dataclass(eq=False, repr=False)
class Class(Declaration):
    """A class.

    type_name        what types and documentation call it (`as`), else its name
    extends          ExternClass or Class, or None
    implements       Protocols
    backing          Native or None
    lazy             the native object is made by a method, and may be made again
    state            Flags or None
    pending          names of stream callbacks that are kept until they are settled
    """
    kind = "class"
    type_name: str = ""
    extends: object = None
    implements: list = field(default_factory=list)
    backing: object = None
    lazy: bool = False
    state: object = None
    pending: list = field(default_factory=list)
    fields: list = field(default_factory=list)
    events: list = field(default_factory=list)
    constructor: Constructor | None = None
    attributes: list = field(default_factory=list)
    methods: list = field(default_factory=list)
    overrides: list = field(default_factory=list)
    implementations: list = field(default_factory=list)
    handlers: list = field(default_factory=list)

    @property
    def events_name(self):
        """Name of the type that maps its events to their arguments."""
        return f"{self.type_name}Events"

    def method(self, name):
        """The Method of that name, or None."""
        return next((m for m in self.methods if m.name == name), None)

    def event(self, name):
        """The Event of that name, or None; inherited ones are names in `extends.emits`."""
        return next((e for e in self.events if e.name == name), None)

    def field(self, name):
        """The Field of that name, or None."""
        return next((f for f in self.fields if f.name == name), None)
