"""The native boundary."""
from __future__ import annotations

from dataclasses import dataclass, field

from .base import Item, Name, OwnershipWord


@dataclass(eq=False)
class NativeDecl(Item):
    storage: Name | None = None
    thread: Name | None = None
    requests: list = field(default_factory=list)
    flags: list = field(default_factory=list)
    ops: list = field(default_factory=list)
    callbacks: list = field(default_factory=list)
    teardown: Name | None = None
    damaged: bool = False


@dataclass(eq=False)
class Effect:
    """word: throws | request | completes | starts | stops | posts | deliver | gathers | reenters."""
    word: Name
    target: Name


@dataclass(eq=False)
class OpDecl(Item):
    static: bool = False
    params: list = field(default_factory=list)
    returns: object = None
    ownership: OwnershipWord | None = None
    effects: list = field(default_factory=list)


@dataclass(eq=False)
class CallbackDecl(Item):
    params: list = field(default_factory=list)
    effects: list = field(default_factory=list)
