"""Declarations of the values layer."""
from __future__ import annotations

from dataclasses import dataclass, field

from .base import Item, Literal, Name, NamedType, Text


@dataclass(eq=False)
class ErrorsDecl(Item):
    codes: list = field(default_factory=list)
    damaged: bool = False


@dataclass(eq=False)
class ErrorCodeDecl(Item):
    message: Text | None = None


@dataclass(eq=False)
class FlagsDecl(Item):
    type: NamedType = None
    members: list = field(default_factory=list)
    damaged: bool = False


@dataclass(eq=False)
class EnumDecl(Item):
    type: NamedType = None
    members: list = field(default_factory=list)
    damaged: bool = False


@dataclass(eq=False)
class MemberDecl(Item):
    """A flag or a member of an enum."""
    value: Literal = None
    c_name: Text | None = None


@dataclass(eq=False)
class ConstDecl(Item):
    type: NamedType = None
    value: Literal = None


@dataclass(eq=False)
class ConversionDecl:
    source: Literal
    target: Literal


@dataclass(eq=False)
class ScalarDecl(Item):
    resource: bool = False
    type: NamedType = None
    unit: Name | None = None
    low: Literal | None = None
    high: Literal | None = None
    noun: Text = None
    error: Name = None
    conversions: list = field(default_factory=list)


@dataclass(eq=False)
class AliasDecl(Item):
    type: object = None


@dataclass(eq=False)
class DictionaryDecl(Item):
    parents: list = field(default_factory=list)
    members: list = field(default_factory=list)
    damaged: bool = False


@dataclass(eq=False)
class OptionDecl(Item):
    type: object = None
    optional: bool = False
    default: Literal | None = None


@dataclass(eq=False)
class ProtocolDecl(Item):
    symbols: list = field(default_factory=list)
    members: list = field(default_factory=list)
    refusals: list = field(default_factory=list)
    damaged: bool = False


@dataclass(eq=False)
class SymbolDecl(Item):
    """`key` is a Text, of the registry; or a Name, after `Symbol.`"""
    key: object = None


@dataclass(eq=False)
class ProtocolMemberDecl(Item):
    form: str = ""
    required: bool = True
    type: object = None
    params: list = field(default_factory=list)
    returns: object = None


@dataclass(eq=False)
class RefusalDecl:
    """word: missing | mismatch."""
    word: Name
    error: Name
    message: Text
