"""Types and owners that the native boundary has no way for."""
from __future__ import annotations

from ..model import crossable

_DOWN = ("an operation takes a boolean, a number, an enum, a string, ‘bytes[]’, ‘bytes’ that are lent, or a native object or ‘uv<…>’, which "
         "alone may be nullable")
_UP = ("a callback brings a boolean, a number, an enum, a string, ‘bytes’ or ‘uv_error’; of these the last two alone "
       "may be nullable")
_BACK = ("an operation brings booleans, numbers and enums, none of them nullable, and nothing without "
         "an arrow; a callback can bring more")


def check(program):
    """Looks at everything that goes down, comes back or comes up."""
    for native in program.module.natives:
        for op in native.ops:
            _operation(program, op)
        for callback in native.callbacks:
            _numbers(program, callback)
            for param in callback.params:
                _Passage(program, param.span, param.name, crossable.ARGUMENTS, crossable.NULLABLE_ARGUMENTS,
                         crossable.ARGUMENT_OWNERS, _UP).look(param)


def _numbers(program, callback):
    """What is told by way of memory has to find room there."""
    numbers = [param for param in callback.params if crossable.is_number(crossable.key(param.type))]
    for param in numbers[crossable.NUMBERS:]:
        program.error("too-many-numbers", param.span, f"a callback brings up to {crossable.NUMBERS} booleans, numbers and enums")


def _operation(program, op):
    for param in op.params:
        _Passage(program, param.span, param.name, crossable.PARAMETERS, crossable.NULLABLE_PARAMETERS,
                 crossable.PARAMETER_OWNERS, _DOWN).look(param)
    _pins(program, op)
    _loans(program, op)
    if op.makes_self and not op.throws:
        program.error("cannot-fail", op.span, f"‘{op.name}’ makes an object, for which there may be no memory",
                      note="write ‘throws uv’ behind it")
    for item in _results(op):
        _Passage(program, op.span, item.name, crossable.RESULTS, frozenset(), crossable.RESULT_OWNERS, _BACK).look(item)


class _Result:
    """The only result of an operation, in the form of a tuple's item."""
    name = "the result"

    def __init__(self, op):
        self.type, self.ownership = op.returns, op.ownership


def _results(op):
    if op.returns is None or op.makes_self:
        return []
    return op.returns.items if op.returns.kind == "tuple" else [_Result(op)]


def _pins(program, op):
    """A pin ends with a callback of an object that there is already, and there is one to each operation."""
    pinned = [p for p in op.params if p.ownership is not None and p.ownership.word == "pin until"]
    for param in pinned if op.static or op.makes_self else pinned[1:]:
        program.error("cannot-pin", param.span, f"‘{op.name}’ has no object yet that could call back"
                      if op.static or op.makes_self else f"‘{op.name}’ pins ‘{pinned[0].name}’ already, and can pin no more")


def _loans(program, op):
    """What is lent is looked up by the object that it has been lent to, and there is one to each operation."""
    lent = [p for p in op.params if p.ownership is not None and p.ownership.word == "lend"]
    pinned = [p for p in op.params if p.ownership is not None and p.ownership.word == "pin until"]
    for param in lent if op.static or op.makes_self or pinned else lent[1:]:
        program.error("cannot-lend", param.span, f"‘{op.name}’ has no object yet that could be lent anything"
                      if op.static or op.makes_self else f"‘{op.name}’ is given ‘{(pinned or lent)[0].name}’ already, and can be lent no more")


class _Passage:
    """One place at the boundary: what fits through it, and whose it may be."""

    def __init__(self, program, span, name, keys, nullable, owners, note):
        self.program, self.span, self.name = program, span, f"‘{name}’" if name != _Result.name else name
        self.keys, self.nullable, self.owners, self.note = keys, nullable, owners, note

    def look(self, item):
        """Complains about the type of `item`, and about its owner only where the type is right."""
        type_, nullable = item.type, item.type.kind == "nullable"
        type_ = type_.of if nullable else type_
        if _unresolved(type_):
            return
        key = crossable.key(type_)
        if key not in (self.nullable if nullable else self.keys) or _imaginary(type_):
            wrong = "be null where it crosses" if nullable and key in self.keys else "cross"
            self.program.error("cannot-cross", self.span, f"{self.name} cannot {wrong} the boundary", note=self.note)
        elif item.ownership is not None:
            # Owners of plain values have been complained about already.
            self._owner(item.ownership, "resource" if getattr(type_, "resource", False) else key)

    def _owner(self, ownership, key):
        fits = self.owners.get(key)
        if fits is None or ownership.word in fits:
            return
        if ownership.word == "pin until":
            self.program.error("cannot-pin", self.span, f"{self.name} cannot be pinned: only ‘bytes[]’ that an "
                               "operation takes stays in place after the call")
        else:
            listed = " or ".join(f"‘{word}’" for word in fits)
            self.program.error("cannot-own", self.span, f"{self.name} cannot be ‘{ownership.word}’ here",
                               note=f"it can be {listed}")


def _unresolved(type_):
    """It has been complained about already."""
    if type_.kind in ("array", "nullable"):
        return _unresolved(type_.of)
    if type_.kind in ("scalar", "flags", "enum"):
        return type_.type is None
    return type_.kind == "unresolved" or (type_.kind == "handle" and type_.of.kind == "unresolved")


def _imaginary(type_):
    """A native that is a group of functions has no objects."""
    return type_.kind == "native" and type_.init is None
