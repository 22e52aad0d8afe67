"""Which declarations the types of a module's public members lead to."""
from __future__ import annotations

from generator.plans.types.declarations import public_methods


def needed(module):
    """The ids of all declarations that the public interface mentions, however indirectly."""
    found = {}

    def walk(type_):
        if type_ is None or id(type_) in found:
            return
        if type_.kind in _NAMED:
            found[id(type_)] = type_
        for inner in _inside(type_):
            walk(inner)

    for type_ in _roots(module):
        walk(type_)
    return found


_NAMED = ("alias", "dictionary", "protocol", "class", "extern class", "extern type", "enum", "flags", "scalar")


def _roots(module):
    yield from (t.target for t in module.exports.types)
    yield from module.classes
    for one in module.functions:
        yield from _of_callable(one)
        yield one.returns


def _inside(type_):
    kind = type_.kind
    if kind in ("alias",):
        yield type_.type
    elif kind in ("nullable", "array", "promise"):
        yield type_.of
    elif kind == "union":
        yield from type_.alternatives
    elif kind == "tuple":
        yield from (item.type for item in type_.items)
    elif kind == "function":
        yield from (p.type for p in type_.params)
        if type_.returns is not None:
            yield type_.returns
    elif kind == "typevar":
        yield type_.bound
    elif kind == "dictionary":
        yield from type_.parents
        yield from (o.type for o in type_.members)
    elif kind == "protocol":
        yield from (m.type for m in type_.members)
        yield from (m.returns for m in type_.members)
    elif kind == "class":
        yield from _of_class(type_)


def _of_class(declaration):
    yield declaration.extends
    yield from declaration.implements
    yield from (a.type for a in declaration.attributes)
    for event in declaration.events:
        yield from (p.type for p in event.params)
    if declaration.constructor is not None:
        yield from _of_callable(declaration.constructor)
    for method in public_methods(declaration):
        yield from _of_callable(method)
        yield method.returns


def _of_callable(callable_):
    for shape in callable_.shapes:
        yield from (p.param.type for p in shape.params)
        yield from (w.source.param.type for w in shape.where)
