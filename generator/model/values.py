"""Declarations of the values layer, and what comes from outside."""
from __future__ import annotations

from dataclasses import dataclass, field

from .origin import Declaration


@dataclass(frozen=True, eq=False)
class Value:
    """A literal, or a constant by its name.

    kind   int | boolean | string | null | empty (`{}`, `[]` has no literal)
    value  in Python: int, bool, str, None, or {}
    const  the Const that was named, else None
    """
    kind: str
    value: object
    span: object = None
    const: object = None


@dataclass(eq=False, repr=False)
class Const(Declaration):
    """`const NAME: type = value;`; `type` is a Primitive, `value` an int, bool or str."""
    kind = "const"
    type: object = None
    value: object = None


@dataclass(eq=False, repr=False)
class ErrorCode(Declaration):
    """A code of an error set; `message` is its text, or None when each use brings one."""
    kind = "error code"
    message: str | None = None
    owner: object = None


@dataclass(eq=False, repr=False)
class ErrorSet(Declaration):
    """`errors Name { … }`: an error class with one factory for each of `codes`."""
    kind = "errors"
    codes: list = field(default_factory=list)


@dataclass(eq=False, repr=False)
class Flag(Declaration):
    """One bit: `value` is a power of two."""
    kind = "flag"
    value: int = 0
    owner: object = None


@dataclass(eq=False, repr=False)
class Flags(Declaration):
    """`flags Name: u32 { … }`; `members` of Flag. `owner` is the Native it stands in, else None."""
    kind = "flags"
    type: object = None
    members: list = field(default_factory=list)
    owner: object = None

    @property
    def public(self):
        """The members that are not @internal."""
        return [m for m in self.members if not m.annotations.internal]


@dataclass(eq=False, repr=False)
class EnumMember(Declaration):
    """A named number; `c_name` is the C constant it stands for, or None. `value` is its number."""
    kind = "enum member"
    value: int = 0
    c_name: str | None = None
    owner: object = None


@dataclass(eq=False, repr=False)
class Enum(Declaration):
    """`enum Name: u32 { … }`; `members` of EnumMember."""
    kind = "enum"
    type: object = None
    members: list = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Conversion:
    """`from null = D`: `source` (a Value) stands for `target` (a Value)."""
    source: Value
    target: Value


@dataclass(eq=False, repr=False)
class Scalar(Declaration):
    """A validated value.

    type         Primitive: boolean, i32, u32, u64 or string
    low, high    Value; the inclusive range, of the number itself or of a string's length; None of a boolean
    unit         `bytes` for a string (of UTF-8), None for a number
    noun         what messages call it
    error        ErrorCode that is thrown
    conversions  of Conversion, looked at before the range
    resource     the number names something that has an owner, such as a descriptor
    """
    kind = "scalar"
    resource: bool = False
    type: object = None
    low: Value | None = None
    high: Value | None = None
    unit: str | None = None
    noun: str = ""
    error: object = None
    conversions: list = field(default_factory=list)


@dataclass(eq=False, repr=False)
class Alias(Declaration):
    """`type Name = …;`"""
    kind = "alias"
    type: object = None


@dataclass(eq=False, repr=False)
class Option(Declaration):
    """A member of a dictionary: `optional` (undefined when left out), or with a `default` (Value), or required."""
    kind = "option"
    type: object = None
    optional: bool = False
    default: Value | None = None
    owner: object = None


@dataclass(eq=False, repr=False)
class Dictionary(Declaration):
    """`dictionary Name extends … { … }`; `parents` of Dictionary, `members` its own Options."""
    kind = "dictionary"
    parents: list = field(default_factory=list)
    members: list = field(default_factory=list)

    @property
    def all_members(self):
        """The parents' members, then its own; safe on a dictionary that inherits from itself."""
        result, seen = [], set()

        def walk(one):
            if id(one) in seen:
                return
            seen.add(id(one))
            for parent in one.parents:
                walk(parent)
            result.extend(one.members)

        walk(self)
        return result

    def option(self, name):
        """The Option of that name, its parents' included, or None."""
        return next((m for m in self.all_members if m.name == name), None)


@dataclass(eq=False, repr=False)
class Symbol(Declaration):
    """`symbol name = "key";` or `= Symbol.key;`: `Symbol.for(key)`, or a `well_known` one, is known as `name`."""
    kind = "symbol"
    key: str = ""
    well_known: bool = False


@dataclass(eq=False, repr=False)
class ProtocolMember(Declaration):
    """`required get [symbol]: type` or `optional method [symbol](params)`; `name` is the symbol's.

    form      get | method
    required  bool
    type      of a get, else None
    params    of a method
    returns   of a method: a type, or None
    """
    kind = "protocol member"
    form: str = "get"
    required: bool = True
    symbol: Symbol | None = None
    type: object = None
    params: list = field(default_factory=list)
    returns: object = None
    owner: object = None


@dataclass(frozen=True, eq=False)
class Refusal:
    """`missing else CODE "text"`: the ErrorCode and the message."""
    error: object
    message: str


@dataclass(eq=False, repr=False)
class Protocol(Declaration):
    """A duck type keyed by symbols. `missing` and `mismatch` are Refusals, or None."""
    kind = "protocol"
    symbols: list = field(default_factory=list)
    members: list = field(default_factory=list)
    missing: Refusal | None = None
    mismatch: Refusal | None = None

    def member(self, name):
        """The ProtocolMember whose symbol has that name, or None."""
        return next((m for m in self.members if m.name == name), None)


@dataclass(eq=False, repr=False)
class ExternClass(Declaration):
    """A class of another package.

    package    npm name
    events     name of the type of its event map
    emits      names of events that its instances emit already
    overrides  names of methods that a subclass may override
    """
    kind = "extern class"
    package: str = ""
    events: str | None = None
    emits: list = field(default_factory=list)
    overrides: list = field(default_factory=list)


@dataclass(eq=False, repr=False)
class ExternType(Declaration):
    """A type of another package; `js_kind` is what typeof says of its values.

    optional  programs may lack that package; nothing is loaded from it at run time
    methods   names of those that a value must have to be one; where there are none nothing is looked at
    noun      what messages call it
    error     ErrorCode that is thrown for a value without these methods, or None
    """
    kind = "extern type"
    package: str = ""
    js_kind: str = "object"
    optional: bool = False
    methods: list = field(default_factory=list)
    noun: str = ""
    error: object = None
