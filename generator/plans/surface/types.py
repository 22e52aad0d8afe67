"""Types as data: the alternatives that a value may be one of."""
from __future__ import annotations

from generator.model import expand

_RANGES = {"i32": (-2**31, 2**31 - 1), "u32": (0, 2**32 - 1), "u64": (0, 2**53 - 1), "uv_error": (-2**31, 0)}
_WORDS = {"unknown": "any", "void": "undefined", "Error": "error"}


def describe(type_):
    """The alternatives of a type, each a dictionary with its `kind`; none for no type."""
    return [alternative for one in expand(type_) for alternative in _KINDS[one.kind](one)]


def _primitive(type_):
    if type_.name in _RANGES:
        low, high = _RANGES[type_.name]
        return [{"kind": "number", "low": low, "high": high}]
    return [{"kind": _WORDS.get(type_.name, type_.name)}]


def _scalar(scalar):
    described = {"kind": "string" if scalar.unit else "number" if scalar.low else "boolean", "name": scalar.name}
    if scalar.low:
        described.update(low=scalar.low.value, high=scalar.high.value)
    if scalar.resource:
        described["resource"] = True
    if scalar.conversions:
        described["converts"] = [conversion.source.value for conversion in scalar.conversions]
    return [described]


def _numbers(declaration):
    return [{"kind": "number", "name": declaration.name, "values": [member.value for member in declaration.members]}]


def _extern(type_):
    return [{"kind": "extern", "name": type_.name, "is": type_.js_kind, "methods": type_.methods}]


def _named(type_):
    return [{"kind": type_.kind, "name": type_.name}]


_KINDS = {
    "primitive": _primitive,
    "scalar": _scalar,
    "enum": _numbers,
    "flags": _numbers,
    "nullable": lambda t: [*describe(t.of), {"kind": "null"}],
    "array": lambda t: [{"kind": "array", "of": describe(t.of)}],
    "tuple": lambda t: [{"kind": "tuple", "of": [describe(item.type) for item in t.items]}],
    "promise": lambda t: [{"kind": "promise", "of": describe(t.of)}],
    "function": lambda t: [{"kind": "function", "params": [param.name for param in t.params],
                             **({"returns": describe(t.returns)} if t.returns is not None else {})}],
    "handle": lambda t: [{"kind": "handle", "values": [member.value for member in t.of.members]}],
    "literal": lambda t: [{"kind": "literal", "value": t.value}],
    "extern type": _extern,
    "extern class": lambda t: [{"kind": "extern", "name": t.name, "is": "object", "methods": []}],
    "this": lambda t: [{"kind": "this"}],
    "self": lambda t: [{"kind": "self"}],
    "dictionary": _named,
    "protocol": _named,
    "class": _named,
    "native": _named,
}
