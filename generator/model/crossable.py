"""What can cross the native boundary, by the keys that plans and every engine's type table go by.

boolean, i32, u32, u64, string are what they are called; `enum` is a number of one, `chunks` an array of
runs of bytes, `chunk` one run, `error` libuv's code, `handle` a libuv handle, `object` a native object.
"""
from __future__ import annotations

_NUMBERS = frozenset(("boolean", "i32", "u32", "u64", "enum"))

PARAMETERS = _NUMBERS | {"string", "chunks", "chunk", "handle", "object"}
RESULTS = _NUMBERS
ARGUMENTS = _NUMBERS | {"string", "error", "chunk"}

# So many of them a callback can bring: runtime/engine/inbox.h has room for no more.
NUMBERS = 8

# Those that have a way to say that there is nothing, of an operation's parameters and a callback's.
NULLABLE_PARAMETERS = frozenset(("handle", "object"))
NULLABLE_ARGUMENTS = frozenset(("error", "chunk"))

# Who may own what, of an operation's parameters and a callback's; a resource is a number that somebody owns.
PARAMETER_OWNERS = {
    "string": ("copy", "borrow"), "chunks": ("copy", "borrow", "pin until"), "chunk": ("lend",), "handle": ("borrow",),
    "object": ("borrow",), "resource": ("own", "own on success", "borrow"),
}
ARGUMENT_OWNERS = {"string": ("borrow",), "chunk": ("own", "borrow", "own or borrow"), "resource": ("own", "borrow")}
RESULT_OWNERS = {"resource": ("own",)}

_PRIMITIVES = {"boolean": "boolean", "i32": "i32", "u32": "u32", "u64": "u64", "string": "string", "bytes": "chunk",
               "uv_error": "error"}
_KINDS = {"enum": "enum", "native": "object", "handle": "handle"}


def is_number(key):
    """What is told as a number, or as a boolean: an engine need not be asked to make anything of it."""
    return key in _NUMBERS


def in_told_order(params, key_of):
    """A callback's parameters as JavaScript is told them: outcomes last, as one that is no error is left out."""
    return sorted(params, key=lambda param: key_of(param) == "error")


def key(type_):
    """The key of a type that is not nullable, None of one that has none. A scalar is what it is made of."""
    if type_.kind in ("scalar", "flags"):
        return key(type_.type) if type_.type is not None else None
    if type_.kind == "array":
        return "chunks" if key(type_.of) == "chunk" else None
    if type_.kind == "primitive":
        return _PRIMITIVES.get(type_.name)
    return _KINDS.get(type_.kind)
