"""One normaliser for all the shapes in which a method can be called."""

from dataclasses import dataclass

from generator.model import js_kinds, telling
from generator.plans.javascript.kinds import is_one_of
from generator.plans.javascript.statements import literal


@dataclass
class Branch:
    """A shape other than the canonical one.

    condition  tells that the call has this shape
    call       the shape for people: `connect(opts[, onconnect])`
    lines      assignments that turn the arguments into the canonical ones
    """
    condition: str
    call: str
    lines: list


def signature(name, shape):
    """`listen(path[, backlog])`"""
    text = ""
    for i, param in enumerate(shape.params):
        separator = ", " if i else ""
        text += f"[{separator}{param.name}" if param.optional else f"{separator}{param.name}"
    return f"{name}({text}{']' * sum(p.optional for p in shape.params)})"


def absent(param):
    """What a parameter is when it is left out."""
    return "undefined" if param.default is None else literal(param.default)


def branches(name, callable_, used):
    """The Branches of a method, those that look at an earlier argument first.

    Where one of them moves an optional function, the argument at its canonical place stands when
    the moved one is none: surplus arguments do no harm.
    """
    canonical = callable_.params
    found = []
    for shape in callable_.overloads:
        slot, kinds = telling(canonical, shape.params)
        condition = is_one_of(kinds, canonical[slot].name)
        found.append((slot, Branch(condition, signature(name, shape), _moves(canonical, shape, used))))
    found.sort(key=lambda item: item[0])
    return [branch for _, branch in found]


def _moves(canonical, shape, used):
    lines, named = [], {p.name for p in shape.params} | {w.param.name for w in shape.where}
    for slot in reversed(range(len(shape.params))):
        param, source = shape.params[slot], canonical[slot].name
        if param.name == source:
            continue
        if param.optional and js_kinds(param.param.type) == ("function",):
            lines.append(f"if (typeof {source} === 'function') {param.name} = {source}")
        else:
            lines.append(f"{param.name} = {source}")
    for where in shape.where:
        lines += _from_option(where)
    for param in canonical:
        if param.name not in named and param.name in used:
            lines.append(f"{param.name} = {absent(param)}")
    return lines


def _from_option(where):
    name = where.param.name
    lines = [f"{name} = {where.source.param.name}.{where.source.option.name}"]
    if where.param.default is not None:
        lines.append(f"if ({name} === undefined) {name} = {absent(where.param)}")
    return lines
