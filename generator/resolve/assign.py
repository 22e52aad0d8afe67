"""Whether what an expression stands for can be put where a type is wanted."""
from __future__ import annotations

from .. import model
from .types import problem


def fits(value, wanted):
    """Lenient where a null or undefined may be meant: only what can never be right is refused."""
    if isinstance(value, model.Value):
        return value.kind == "unknown" or any(problem(value, t) is None for t in model.expand(wanted))
    if isinstance(value, model.ObjectExpr):
        return any(t.kind in ("dictionary", "unresolved") or t == model.Primitive("unknown")
                   for t in model.expand(wanted))
    return compatible(_type_of(value), wanted)


def _type_of(value):
    if isinstance(value, model.OptionRef):
        return value.option.type
    if isinstance(value, model.ProtocolRef):
        return value.member.type
    return value.param.type


def compatible(given, wanted):
    """Whether a value of type `given` may be one of type `wanted`."""
    if given is None:
        return False
    targets = [_core(t) for t in model.expand(wanted)]
    sources = [_core(s) for s in model.expand(given)]
    return any(_same(s, t) for s in sources for t in targets)


def _core(type_):
    while type_.kind == "nullable":
        type_ = type_.of
    return type_


def _same(given, wanted):
    """`given` may be a scalar whose representation is wanted, but a scalar is never made of a bare primitive."""
    kinds = (given.kind, wanted.kind)
    if "unresolved" in kinds or model.Primitive("unknown") in (given, wanted) or given is wanted or given == wanted:
        return True
    if kinds == ("dictionary", "dictionary"):
        return _inherits(given, wanted)
    if given.kind in ("alias", "union", "typevar") or wanted.kind in ("alias", "union", "typevar"):
        return compatible(given, wanted)
    if given.kind in ("scalar", "enum", "flags") and wanted.kind == "primitive":
        return given.type is None or given.type == wanted
    if kinds == ("handle", "handle"):
        return given.of is wanted.of
    if kinds in (("array", "array"), ("nullable", "nullable")):
        return compatible(given.of, wanted.of)
    if given.kind == "literal":
        return wanted == model.Primitive("string")
    return kinds == ("function", "function")


def _inherits(given, wanted):
    seen, open_ = set(), [given]
    while open_:
        one = open_.pop()
        if one is wanted:
            return True
        if id(one) not in seen:
            seen.add(id(one))
            open_ += one.parents
    return False
