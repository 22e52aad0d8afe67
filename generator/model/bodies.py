"""Clauses of a body, in the order written: that order is contract."""
from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class HookRef:
    """A hand-written JavaScript function.

    name    of the export
    file    the HookFile that has it, or None when it was complained about
    params  names that the hook is called with; `this` stands for the object
    """
    name: str
    file: object
    params: tuple
    span: object = None


@dataclass(frozen=True, eq=False)
class Term:
    """One flag of a condition, or its opposite."""
    flag: object
    negated: bool


@dataclass(frozen=True, eq=False)
class Condition:
    """Flags tied by one operator: `all` (`&`, also a single flag) or `any` (`|`)."""
    operator: str
    terms: tuple


# ------------------------------------------------------------ expressions; Value is one too

@dataclass(frozen=True, eq=False)
class ParamRef:
    """A parameter's value."""
    param: object
    span: object = None
    kind = "param"


@dataclass(frozen=True, eq=False)
class OptionRef:
    """`opts.name`: an Option of the dictionary that a parameter takes."""
    param: object
    option: object
    span: object = None
    kind = "option"


@dataclass(frozen=True, eq=False)
class ProtocolRef:
    """`target.symbol`: a ProtocolMember of what a parameter takes."""
    param: object
    member: object
    span: object = None
    kind = "protocol"


@dataclass(frozen=True, eq=False)
class ObjectExpr:
    """`{ key: expression }`; `entries` of (key, expression)."""
    entries: tuple
    span: object = None
    kind = "object"



# ------------------------------------------------------------ clauses

@dataclass(frozen=True, eq=False)
class Guard:
    """`guard CONDITION else CODE;`: throws `error` unless `condition` holds."""
    condition: Condition
    error: object
    kind = "guard"


@dataclass(frozen=True, eq=False)
class OverloadParam:
    """A canonical parameter at its place in another shape; `optional` within that shape."""
    param: object
    optional: bool

    @property
    def name(self):
        return self.param.name


@dataclass(frozen=True, eq=False)
class Assignment:
    """`where path = opts.path`: `param` comes from `source` (OptionRef)."""
    param: object
    source: OptionRef


@dataclass(frozen=True, eq=False)
class Overload:
    """`overload (…) where …;`"""
    params: tuple
    where: tuple = ()
    span: object = None
    kind = "overload"


@dataclass(frozen=True, eq=False)
class Shape:
    """A way to call: the canonical signature or an overload, in the same form. `params` of OverloadParam."""
    params: tuple
    where: tuple
    canonical: bool
    span: object = None


@dataclass(frozen=True, eq=False)
class Read:
    """`read opts;`: the options object is read once, with its defaults, and validated after the other arguments."""
    param: object
    kind = "read"


@dataclass(frozen=True, eq=False)
class SetFlags:
    """`set A, B;`"""
    flags: tuple
    kind = "set flags"


@dataclass(frozen=True, eq=False)
class ClearFlags:
    """`clear A, B;`"""
    flags: tuple
    kind = "clear flags"


@dataclass(frozen=True, eq=False)
class SetField:
    """`set field = expression;`"""
    field: object
    value: object
    kind = "set field"


@dataclass(frozen=True, eq=False)
class Once:
    """`once event -> param;`: the function, if given, is a once-listener. `event` is a name."""
    event: str
    param: object
    kind = "once"


@dataclass(frozen=True, eq=False)
class Listen:
    """`listen event -> param;`"""
    event: str
    param: object
    kind = "listen"


@dataclass(frozen=True, eq=False)
class Call:
    """`[unless FLAG | if backing] call op(args) [then hook h] [catch hook h];`

    args        expressions, one for each parameter of the op besides self
    then        HookRef called with the object and the result, or None
    catch       HookRef called with the object and the error in place of throwing, or None
    unless      Flag: no call while it is set; or None
    if_backing  no call while there is no native object
    """
    op: object
    args: tuple
    then: HookRef | None = None
    catch: HookRef | None = None
    unless: object = None
    if_backing: bool = False
    kind = "call"

    @property
    def brings(self):
        """It is made in any case, and its result is not for something else."""
        plain = self.then is None and self.catch is None and self.unless is None and not self.if_backing
        return plain and self.op.returns is not None and not self.op.makes_self


@dataclass(frozen=True, eq=False)
class Hook:
    """`hook name;`: the rest is hand-written; its result is the method's."""
    ref: HookRef
    kind = "hook"


@dataclass(frozen=True, eq=False)
class DispatchCase:
    """`Type -> method(args)`: an argument that is of `type` leads to that Method of the class."""
    type: object
    method: object
    args: tuple


@dataclass(frozen=True, eq=False)
class Dispatch:
    """`dispatch param { … }`; a value of no case's type is ignored."""
    param: object
    cases: tuple
    kind = "dispatch"


@dataclass(frozen=True, eq=False)
class SuperCall:
    """`super;` (`args` None: all the method's own arguments) or `super(…);`"""
    args: tuple | None
    kind = "super"


@dataclass(frozen=True, eq=False)
class Notify:
    """`notify target.symbol;`: calls that method of the target, if it is there."""
    target: ProtocolRef
    kind = "notify"


@dataclass(frozen=True, eq=False)
class Emit:
    """`emit event(args);`: `args` of ParamRef; `event` is an Event or the name of an inherited one."""
    event: object
    args: tuple
    kind = "emit"


@dataclass(frozen=True, eq=False)
class Settle:
    """`settle name;`: calls the pending stream callback of that name with the outcome."""
    pending: str
    kind = "settle"
