"""Types that are built in or put together; a declared type is its declaration itself."""
from __future__ import annotations

from dataclasses import dataclass, field

from .origin import Doc

# The values that typeof and a null check tell apart; what an overload can be chosen by.
ALL_KINDS = ("boolean", "function", "null", "number", "object", "string", "undefined")


@dataclass(frozen=True)
class Primitive:
    """A built-in type: boolean, i32, u32, u64, string, void, bytes, uv_error, Error, unknown.

    `bytes` is a run of bytes in memory, `uv_error` libuv's negative code, `Error` JavaScript's;
    an `unknown` is passed on and never looked at.
    """
    name: str
    kind = "primitive"


@dataclass(frozen=True)
class This:
    """`this`: a method returns the object that it was called on."""
    kind = "this"


@dataclass(frozen=True)
class Self:
    """`-> self`: the operation makes the native object."""
    kind = "self"


@dataclass(frozen=True, eq=False)
class Nullable:
    """`T?`: a value of type `of`, or null."""
    of: object
    kind = "nullable"


@dataclass(frozen=True, eq=False)
class Array:
    """`T[]`."""
    of: object
    kind = "array"


@dataclass(frozen=True, eq=False)
class TupleItem:
    """One named place of a tuple; `ownership` is an Ownership or None."""
    name: str
    type: object
    ownership: object = None


@dataclass(frozen=True, eq=False)
class Tuple:
    """`[a: T, b: U]`: that many results, in that order."""
    items: tuple
    kind = "tuple"


@dataclass(frozen=True, eq=False)
class FunctionType:
    """`fn(a: T) -> U`: a JavaScript function; `params` is a tuple of Param, `returns` a type or None."""
    params: tuple
    returns: object = None
    kind = "function"


@dataclass(frozen=True, eq=False)
class Handle:
    """`uv<E>`: the address of a live libuv handle, whose type is one of the enum `of`."""
    of: object
    kind = "handle"


@dataclass(frozen=True, eq=False)
class Promise:
    """`Promise<T>`: resolves with a value of type `of`, which may be void."""
    of: object
    kind = "promise"


@dataclass(frozen=True)
class Literal:
    """A string that stands for itself, `"open"`."""
    value: str
    kind = "literal"


@dataclass(frozen=True, eq=False)
class Union:
    """`A | B`: one of `alternatives`."""
    alternatives: tuple
    kind = "union"


@dataclass(eq=False)
class TypeVar:
    """`<T: X>`: the caller's own type, known to be at least `bound`."""
    name: str
    bound: object
    span: object = None
    kind = "typevar"


@dataclass(frozen=True)
class Unresolved:
    """Stands where a type is that has been complained about; never in a module without errors."""
    name: str = ""
    kind = "unresolved"


@dataclass(frozen=True, eq=False)
class Ownership:
    """Who owns what crosses the boundary, and for how long.

    word   copy | borrow | own | own on success | own or borrow | pin until | lend
    until  the Callback that ends a pin, else None
    """
    word: str
    until: object = None


@dataclass(eq=False, repr=False)
class Param:
    """A parameter of an operation, a callback, a method, a function, an event or a `fn(...)`.

    optional   written with a `?`: undefined when left out
    default    Value or None; a parameter with a default may be left out too
    ownership  Ownership or None; only across the native boundary
    text       what the owner's `@param` says, or None
    """
    name: str
    type: object
    span: object
    optional: bool = False
    default: object = None
    ownership: object = None
    text: str | None = None
    kind = "param"

    @property
    def omittable(self):
        """A caller may leave it out."""
        return self.optional or self.default is not None

    def __repr__(self):
        return f"<param {self.name}>"


def expand(type_):
    """The alternatives that a type comes down to: aliases, unions and type variables taken apart."""
    seen, result = set(), []

    def walk(one):
        if one.kind == "alias":
            if id(one) in seen:
                return
            seen.add(id(one))
            walk(one.type)
        elif one.kind == "typevar":
            walk(one.bound)
        elif one.kind == "union":
            for alternative in one.alternatives:
                walk(alternative)
        else:
            result.append(one)

    if type_ is not None:
        walk(type_)
    return tuple(result)


UNKNOWN = Primitive("unknown")

_PRIMITIVE_KINDS = {
    "boolean": "boolean", "i32": "number", "u32": "number", "u64": "number", "string": "string",
    "void": "undefined", "bytes": "object", "uv_error": "number", "Error": "object",
}


def js_kinds(type_):
    """The kinds of JavaScript values that a type takes: a sorted tuple of words of ALL_KINDS.

    A type that has been complained about takes none, so that no further complaint follows from it.
    """
    kinds = set()
    for one in expand(type_):
        if one == UNKNOWN:
            kinds.update(ALL_KINDS)
        elif one.kind == "primitive":
            kinds.add(_PRIMITIVE_KINDS[one.name])
        elif one.kind == "nullable":
            kinds.update(js_kinds(one.of), ("null",))
        elif one.kind in ("scalar", "enum", "flags"):
            kinds.update(js_kinds(one.type) if one.type is not None else ())
        elif one.kind == "literal":
            kinds.add("string")
        elif one.kind == "function":
            kinds.add("function")
        elif one.kind == "extern type":
            kinds.add(one.js_kind)
        elif one.kind != "unresolved":
            kinds.add("object")
    return tuple(sorted(kinds))
