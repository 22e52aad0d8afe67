"""Options that nothing would look at before they are used."""
from __future__ import annotations

from .. import model
from .overloads import callables

NUMBERS = ("i32", "u32", "u64")


def check(program):
    """Looks at every number among the options that is not made a parameter by the calls that take it."""
    own = callables(program.module)
    if any(program.damaged(c) for c in own):
        return
    brought = {id(w.source.option) for c in own for o in c.overloads for w in o.where}
    for dictionary in _taken(program.module, own):
        for option in dictionary.members:
            if id(option) not in brought and _number(option.type):
                program.error("unchecked-option", option.span, f"nothing says which numbers ‘{option.name}’ refuses",
                              note="make its type a scalar, which has a range and an error")


def _taken(module, own):
    """The dictionaries that a program may fill in: all but those that are only results."""
    params = {id(one) for c in own for p in c.params for one in _dictionaries(p.type)}
    results = {id(one) for c in own for one in _dictionaries(getattr(c, "returns", None))}
    return [d for d in module.dictionaries if id(d) in params or id(d) not in results]


def _dictionaries(type_):
    """Those that a type comes down to, with what they inherit from."""
    for one in model.expand(type_):
        if one.kind in ("nullable", "array", "promise"):
            yield from _dictionaries(one.of)
        elif one.kind == "dictionary":
            yield one
            for parent in one.parents:
                yield from _dictionaries(parent)


def _number(type_):
    return any(_number(one.of) if one.kind == "nullable" else one.kind == "primitive" and one.name in NUMBERS
               for one in model.expand(type_))
