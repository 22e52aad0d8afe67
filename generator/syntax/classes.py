"""Classes, functions and exports."""
from __future__ import annotations

from dataclasses import dataclass, field

from .base import Item, Literal, Name, Ref, Text


@dataclass(eq=False)
class ClassDecl(Item):
    type_name: Name | None = None
    extends: Ref | None = None
    implements: list = field(default_factory=list)
    backing: Ref | None = None
    lazy: bool = False
    state: Ref | None = None
    pending: list = field(default_factory=list)
    members: list = field(default_factory=list)
    damaged: bool = False


@dataclass(eq=False)
class FieldDecl(Item):
    type: object = None
    default: Literal = None


@dataclass(eq=False)
class EventDecl(Item):
    params: list = field(default_factory=list)


@dataclass(eq=False)
class CallableDecl(Item):
    """form: constructor | method | override | function."""
    form: str = ""
    type_params: list = field(default_factory=list)
    params: list = field(default_factory=list)
    returns: object = None
    body: list = field(default_factory=list)
    delegate: object = None
    damaged: bool = False


@dataclass(eq=False)
class TypeParamDecl:
    name: Name
    bound: Ref


@dataclass(eq=False)
class AttributeDecl(Item):
    """Exactly one of condition, hook and field."""
    type: object = None
    condition: object = None
    hook: Name | None = None
    field: Name | None = None
    writable: bool = False


@dataclass(eq=False)
class ImplementDecl(Item):
    """`hook` is None for `= backing`."""
    form: str = ""
    hook: Name | None = None


@dataclass(eq=False)
class HandlerDecl(Item):
    """action: HookClause | EmitClause | SettleClause."""
    action: object = None


# ------------------------------------------------------------ exports

@dataclass(eq=False)
class ExportsDecl:
    default: Ref | None = None
    entries: list = field(default_factory=list)
    types: list = field(default_factory=list)
    subpaths: list = field(default_factory=list)
    span: object = None
    damaged: bool = False


@dataclass(eq=False)
class EntryDecl(Item):
    """`target` is None for a group, which has `entries`."""
    target: Ref | None = None
    entries: list = field(default_factory=list)


@dataclass(eq=False)
class SubpathDecl:
    path: Text
    entry: Name
