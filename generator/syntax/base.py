"""Names, literals, what every declaration has, and types."""
from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass


@dataclass(eq=False)
class Name:
    """A name where it is declared, or one that is looked up in a member's surroundings."""
    text: str
    span: object


@dataclass(eq=False)
class Ref(Name):
    """A name that is looked up among the file's declarations."""


@dataclass(eq=False)
class Text:
    """A string literal."""
    value: str
    span: object


@dataclass(eq=False)
class Literal:
    """kind: int | string | boolean | null | empty | const; a const's value is a Ref."""
    kind: str
    value: object
    span: object


@dataclass(eq=False)
class Annotation:
    name: Name
    value: Text | None = None


@dataclass(eq=False)
class Item:
    """Anything that documentation and annotations may stand before."""
    name: Name
    docs: list = field(default_factory=list, kw_only=True)
    annotations: list = field(default_factory=list, kw_only=True)


# ------------------------------------------------------------ types

@dataclass(eq=False)
class NamedType:
    name: Ref


@dataclass(eq=False)
class WrappedType:
    """form: nullable | array | handle | promise."""
    form: str
    of: object
    span: object


@dataclass(eq=False)
class LiteralType:
    value: Text


@dataclass(eq=False)
class UnionType:
    alternatives: list
    span: object


@dataclass(eq=False)
class TupleType:
    items: list
    span: object


@dataclass(eq=False)
class FnType:
    """returns is None where nobody looks at what comes back."""
    params: list
    span: object
    returns: object = None


@dataclass(eq=False)
class OwnershipWord:
    word: str
    until: Name | None
    span: object


@dataclass(eq=False)
class ParamDecl:
    """type is None for `self`."""
    name: Name
    type: object
    optional: bool = False
    default: Literal | None = None
    ownership: OwnershipWord | None = None


def references(node):
    """Every Ref below a node, in the order of the text."""
    if isinstance(node, Ref):
        yield node
    elif isinstance(node, (list, tuple)):
        for one in node:
            yield from references(one)
    elif is_dataclass(node) and type(node).__module__.startswith(__package__):
        for each in fields(node):
            yield from references(getattr(node, each.name))
