"""Types of the model as TypeScript."""
from __future__ import annotations

from generator.plans.javascript.spelling import quoted

_PRIMITIVES = {
    "boolean": "boolean", "i32": "number", "u32": "number", "u64": "number", "string": "string",
    "void": "void", "bytes": "ArrayBufferView", "uv_error": "number", "Error": "Error", "unknown": "unknown",
}


def spell(type_):
    """A type as TypeScript; a method's missing result is `void`."""
    if type_ is None:
        return "void"
    return _SPELLINGS[type_.kind](type_)


def parameter(param, optional):
    """`name?: type`"""
    return f"{param.name}{'?' if optional else ''}: {spell(param.type)}"


def parameters(params):
    """A list of Params as in `fn(...)`, an event or a protocol's method."""
    return ", ".join(parameter(p, p.omittable) for p in params)


def type_name(declaration):
    """What types call a declaration."""
    return getattr(declaration, "type_name", "") or declaration.name


def _part(type_):
    text = spell(type_)
    return f"({text})" if type_.kind == "function" or " | " in text else text


def _union(parts):
    return " | ".join(dict.fromkeys(parts))


def _function(type_):
    returns = _part(type_.returns) if type_.returns is not None else "void"
    return f"({parameters(type_.params)}) => {returns}"


def _tuple(type_):
    return "[" + ", ".join(f"{item.name}: {spell(item.type)}" for item in type_.items) + "]"


def _alternatives(type_):
    return _union(f"({spell(a)})" if a.kind == "function" else spell(a) for a in type_.alternatives)


def _nullable(type_):
    inner = f"({spell(type_.of)})" if type_.of.kind == "function" else spell(type_.of)
    return _union([inner, "null"])


_SPELLINGS = {
    "primitive": lambda t: _PRIMITIVES[t.name],
    "this": lambda t: "this",
    "nullable": _nullable,
    "promise": lambda t: f"Promise<{spell(t.of)}>",
    "array": lambda t: f"{_part(t.of)}[]",
    "tuple": _tuple,
    "function": _function,
    "handle": lambda t: "ArrayBuffer",
    "literal": lambda t: quoted(t.value),
    "union": _alternatives,
    "typevar": lambda t: t.name,
    "scalar": lambda t: spell(t.type),
    "enum": lambda t: "number",
    "flags": lambda t: "number",
    "alias": type_name,
    "dictionary": type_name,
    "protocol": type_name,
    "class": type_name,
    "extern class": type_name,
    "extern type": type_name,
}
