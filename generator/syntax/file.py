"""A file, its header, what it imports and what comes from outside."""
from __future__ import annotations

from dataclasses import dataclass, field

from .base import Item, Name, Text


@dataclass(eq=False)
class File:
    """What one file says, and what it said that could not be read, so that no complaint follows from another.

    lost      names of declarations that could not be read
    nameless  among these are some of which not even the name is known
    damaged   something could not be read, somewhere
    """
    source: object
    header: object = None
    doc: list = field(default_factory=list)
    items: list = field(default_factory=list)
    lost: set = field(default_factory=set)
    nameless: bool = False
    damaged: bool = False


@dataclass(eq=False)
class ModuleHeader:
    name: Name
    package: Text
    version: str
    version_span: object


@dataclass(eq=False)
class SharedHeader:
    name: Name


@dataclass(eq=False)
class Import:
    """`target` is the Scope of the file, once it has been read."""
    names: list
    path: Text
    target: object = None


@dataclass(eq=False)
class HookFiles:
    paths: list


@dataclass(eq=False)
class ExternClassDecl(Item):
    package: Text = None
    events: Name | None = None
    emits: list = field(default_factory=list)
    overrides: list = field(default_factory=list)


@dataclass(eq=False)
class ExternTypeDecl(Item):
    js_kind: Name | None = None
    package: Text = None
    optional: bool = False
    methods: list = field(default_factory=list)
    noun: Text | None = None
    error: Name | None = None
