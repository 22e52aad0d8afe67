"""Names that are the same in C, where a module has one space of names for all that it declares."""
from __future__ import annotations

from .. import names
from ..model import crossable

# What every boundary has besides what an IDL declares, and the fields of what the glue keeps.
_TYPES = ("env", "id", "bytes", "callbacks")
_NATIVES = ("announced", "exiting", "runtime", "teardown", "uv_handle")
_RECORD = ("context", "glue", "object")
_OBJECT = ("from_id", "id", "env", "data", "storage", "retain", "release")
_GLUE = ("callbacks", "hold", "storage")


def check(program):
    """Looks at everything that the boundary declares."""
    types = _Names(program, "a type of every boundary", _TYPES)
    numbers = _Names(program, "what keeps the header from being read twice", ("H",))
    for const in program.module.consts:
        numbers.add(const.name, const)
    for enum in program.module.enums:
        types.add(names.snake(enum.name), enum)
        _members(numbers, names.screaming(enum.name), enum)
    natives = _Names(program, "something that the glue keeps", _NATIVES)
    for native in program.module.natives:
        types.add(names.snake(native.name), native)
        natives.add(names.snake(native.name), native)
        for flags in native.flags:
            _members(numbers, f"{names.screaming(native.name)}_{names.screaming(flags.name)}", flags)
        _native(program, native)


class _Names:
    """One space of names; those `taken` are `what`."""

    def __init__(self, program, what, taken=()):
        self.program = program
        self.what = what
        self.found = dict.fromkeys(taken)

    def add(self, name, declaration):
        """Complains where the name is another one's."""
        if name not in self.found:
            self.found[name] = declaration
            return
        first = self.found[name]
        if first is None:
            self.program.error("name-clash", declaration.span, f"‘{declaration.name}’ is ‘{name}’ in C, which is {self.what}")
        elif first.name != declaration.name or first.kind != declaration.kind:
            # Two of one kind and name have been complained about already.
            self.program.error("name-clash", declaration.span,
                               f"‘{declaration.name}’ is ‘{name}’ in C, and so is ‘{first.name}’",
                               related=(first.span, "the first one"))


def _members(numbers, prefix, declaration):
    for member in declaration.members:
        numbers.add(f"{prefix}_{member.name}".upper(), member)


def _native(program, native):
    own = _OBJECT if native.init is not None else ()
    ops = _Names(program, "a function of every native", (*own, *_GLUE))
    for op in native.ops:
        ops.add(names.snake(op.name), op)
        params = _Names(program, "a parameter of what makes an object", ("data",) if op.makes_self else ())
        for param in op.params:
            _param(params, param)
        for item in op.results:
            _result(program, params, op, item)
    callbacks = _Names(program, "something that the glue keeps", _RECORD)
    for callback in native.callbacks:
        callbacks.add(names.snake(callback.name), callback)
        params = _Names(program, "")
        for param in callback.params:
            _param(params, param)


def _param(params, param):
    name, type_ = names.snake(param.name), param.type.of if param.type.kind == "nullable" else param.type
    params.add(name, param)
    if crossable.key(type_) in ("string", "chunks"):
        # Its length is a parameter of its own.
        params.add(f"{name}_len", param)


def _result(program, params, op, item):
    """A part of a tuple has no place of its own; one that has a parameter's very name has been complained about."""
    name = names.snake(item.name)
    first = params.found.get(name)
    if first is not None and first.name != item.name:
        program.error("name-clash", op.span, f"the result ‘{item.name}’ of ‘{op.name}’ is ‘{name}’ in C, and so is "
                      f"‘{first.name}’")
    params.found.setdefault(name, item)
