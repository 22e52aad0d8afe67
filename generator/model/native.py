"""The native boundary: operations down, callbacks up."""
from __future__ import annotations

from dataclasses import dataclass, field

from .origin import Declaration


@dataclass(eq=False, repr=False)
class Op(Declaration):
    """An operation that the C runtime implements.

    params     of Param, without `self`
    takes_self the first parameter is `self`
    static     belongs to no object
    returns    a type (Self, Primitive, Flags, Tuple …), or None
    ownership  of the result: Ownership, or None
    throws     True for `throws uv`: may fail with libuv's code
    request    name of the request that it occupies until the callback, or None
    completes  Callback that brings its outcome, or None
    starts     Callbacks that may come from here on
    stops      Callbacks that come no more from here on
    posts      the Param that bytes of memory shared with the glue may stand for, or None
    """
    kind = "op"
    params: list = field(default_factory=list)
    takes_self: bool = False
    static: bool = False
    returns: object = None
    ownership: object = None
    throws: bool = False
    request: str | None = None
    completes: object = None
    starts: list = field(default_factory=list)
    stops: list = field(default_factory=list)
    posts: object = None
    native: object = None

    @property
    def results(self):
        """The parts of a tuple, none of another result."""
        return self.returns.items if self.returns is not None and self.returns.kind == "tuple" else ()

    @property
    def makes_self(self):
        """The operation makes the object."""
        return self.returns is not None and self.returns.kind == "self"


@dataclass(eq=False, repr=False)
class Callback(Declaration):
    """A callback that the glue implements.

    params    of Param
    deliver   open | alive | last
    gathers   the Param of which few bytes may wait for those of other objects, or None
    reenters  Ops that may be called from inside it
    """
    kind = "callback"
    params: list = field(default_factory=list)
    deliver: str = ""
    gathers: object = None
    reenters: list = field(default_factory=list)
    native: object = None


@dataclass(eq=False, repr=False)
class Native(Declaration):
    """`native Name { … }`.

    storage    the libuv struct that JavaScript may see as an ArrayBuffer, or None
    thread     `loop`
    requests   names; each is single-flight
    flags      of Flags
    ops        of Op
    callbacks  of Callback
    teardown   the Op that ends it when the environment goes, or None
    """
    kind = "native"
    storage: str | None = None
    thread: str = ""
    requests: list = field(default_factory=list)
    flags: list = field(default_factory=list)
    ops: list = field(default_factory=list)
    callbacks: list = field(default_factory=list)
    teardown: Op | None = None

    def op(self, name):
        """The Op of that name, or None."""
        return next((o for o in self.ops if o.name == name), None)

    def callback(self, name):
        """The Callback of that name, or None."""
        return next((c for c in self.callbacks if c.name == name), None)

    @property
    def init(self):
        """The Op that makes the object, or None."""
        return next((o for o in self.ops if o.makes_self), None)
