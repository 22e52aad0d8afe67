"""Clauses and expressions."""
from __future__ import annotations

from dataclasses import dataclass, field

from .base import Name, NamedType


@dataclass(eq=False)
class TermSyntax:
    flag: Name
    negated: bool


@dataclass(eq=False)
class ConditionSyntax:
    """operator: `&` or `|`."""
    operator: str
    terms: list


@dataclass(eq=False)
class NameExpr:
    """`param` or `param.member`."""
    name: Name
    member: Name | None
    span: object


@dataclass(eq=False)
class ObjectSyntax:
    entries: list
    span: object


@dataclass(eq=False)
class Guard:
    condition: ConditionSyntax
    error: Name


@dataclass(eq=False)
class OverloadItem:
    name: Name
    optional: bool


@dataclass(eq=False)
class Where:
    param: Name
    source: NameExpr


@dataclass(eq=False)
class Overload:
    params: list
    where: list
    span: object


@dataclass(eq=False)
class Read:
    param: Name


@dataclass(eq=False)
class FlagChange:
    """word: set | clear."""
    word: str
    flags: list


@dataclass(eq=False)
class FieldChange:
    field: Name
    value: object


@dataclass(eq=False)
class Listener:
    """word: once | listen."""
    word: str
    event: Name
    param: Name


@dataclass(eq=False)
class Call:
    op: Name
    args: list
    then: Name | None = None
    catch: Name | None = None
    unless: Name | None = None
    if_backing: bool = False
    span: object = None


@dataclass(eq=False)
class HookClause:
    name: Name


@dataclass(eq=False)
class DispatchCase:
    type: NamedType
    method: Name
    args: list
    span: object


@dataclass(eq=False)
class Dispatch:
    param: Name
    cases: list


@dataclass(eq=False)
class SuperClause:
    args: list | None
    span: object


@dataclass(eq=False)
class Notify:
    target: NameExpr


@dataclass(eq=False)
class EmitClause:
    event: Name
    args: list


@dataclass(eq=False)
class SettleClause:
    pending: Name
