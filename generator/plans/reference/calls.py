"""Constructors, methods and functions: shapes, parameters, result, errors."""
from __future__ import annotations

from dataclasses import dataclass

from generator.model import expand, js_kinds
from generator.plans.reference.text import call_shape, default, facts, note, paragraph
from generator.plans.types.declarations import shape_params
from generator.plans.types.wording import ducks, scalars, value_range


@dataclass(frozen=True)
class Parameter:
    """One parameter: `type` and `default` are Markdown, the last one empty where there is none."""
    name: str
    type: str
    default: str
    text: str


@dataclass(frozen=True)
class Thrown:
    """An error and when it is thrown; both are Markdown."""
    code: str
    text: str


@dataclass(frozen=True)
class Call:
    """One section: `shapes` are calls as people write them.

    ordered  the errors are in the order in which the call looks for them
    """
    title: str
    shapes: tuple
    summary: str
    parameters: tuple
    returns: str
    throws: tuple
    ordered: bool


def call(links, head, callable_, returns=None):
    """The Call of a Callable; `returns` is Markdown, or None where there is no result to speak of."""
    shapes = [
        call_shape(head, [(p.name, optional) for p, optional in shape_params(callable_, shape)])
        for shape in callable_.shapes
    ]
    return Call(
        f"{head}()", tuple(shapes), paragraph(callable_.doc.summary), tuple(_parameters(links, callable_)),
        _returns(callable_, returns), tuple(_throws(callable_)), any(c.kind == "guard" for c in callable_.body),
    )


def _returns(callable_, returns):
    text = callable_.doc.returns
    if returns is None or text is None:
        return f"{returns}." if returns else ""
    return f"{returns}: {' '.join(text.split())}."


def _parameters(links, callable_):
    for param in callable_.params:
        text = " ".join(note(part) for part in (param.text, facts(param.type)) if part)
        value = param.default if param.default is not None and param.default.kind != "empty" else None
        mark = ", optional" if param.omittable else ""
        yield Parameter(param.name, f"{links.type(param.type)}{mark}", default(value), text)


def _throws(callable_):
    """Guards and documented errors first, then those of the parameters' values."""
    documented = dict(callable_.doc.throws)
    for clause in callable_.body:
        if clause.kind == "guard" and clause.error.name not in documented:
            yield Thrown(f"`{clause.error.name}`", paragraph(clause.error.doc.summary))
    for code, text in callable_.doc.throws:
        yield Thrown("An `Error` with libuv's code" if code == "uv" else f"`{code}`", note(text))
    for one, text in _refused(callable_):
        what = value_range(one) if one.kind == "scalar" else f"an object with {_methods(one)}"
        yield Thrown(f"`{one.error.name}`", f"{text} {what}.")


def _methods(duck):
    return " and ".join(f"`{name}()`" for name in duck.methods)


def _refused(callable_):
    """(Scalar or ExternType, what is wrong with a value, up to the range) of everything that is validated."""
    dispatched = {c.param.name for c in callable_.body if c.kind == "dispatch"}
    for param in callable_.params:
        for one in expand(param.type):
            if one.kind == "scalar" and param.name in dispatched:
                yield one, f"`{param.name}` is a {js_kinds(one)[0]}, but not"
            elif one.kind == "scalar":
                yield one, f"`{param.name}` is not"
            elif one.kind == "dictionary":
                yield from _refused_options(callable_, param, one)


def _refused_options(callable_, param, dictionary):
    brought = {w.source.option.name for shape in callable_.shapes for w in shape.where}
    for option in dictionary.all_members:
        if option.name in brought or callable_.param(option.name) is not None:
            continue
        for one in [*scalars(option.type), *ducks(option.type)]:
            yield one, f"`{param.name}.{option.name}` is not"
