"""Every way to write a call: the shapes of a callable, with arguments that are valid but lead nowhere."""
from __future__ import annotations

from dataclasses import dataclass

from generator.model import expand, js_kinds
from generator.plans.conformance.layout import quote


@dataclass(frozen=True)
class Form:
    """A shape with all its parameters, or with only those that it requires."""
    shape: object
    params: tuple


def forms(callable_):
    """The Forms of a constructor, method or function, each distinct one once."""
    result, seen = [], set()
    for shape in callable_.shapes:
        for params in (tuple(p for p in shape.params if not p.optional), tuple(shape.params)):
            key = (tuple(p.name for p in params), shape.where)
            if key not in seen:
                seen.add(key)
                result.append(Form(shape, params))
    return result


def arguments(form, given=None, options=None):
    """The arguments of a Form as JavaScript.

    given    name of a parameter -> text in place of its sample, also where an option brings it
    options  name of an option -> text, set beside those that the shape needs
    """
    given = given or {}
    return [_argument(form, p.param, given, options or {}) for p in form.params]


def sample(param):
    """A valid argument, or `undefined`."""
    alternatives = expand(param.type)
    for kind, text in _SAMPLES:
        for one in alternatives:
            if kind(one):
                return text(one)
    return "undefined"


def other_kinds(callable_, form, slot):
    """Kinds of values that make the argument at `slot` one of another shape."""
    own = form.params[slot].param
    kinds = set()
    for shape in callable_.shapes:
        if slot < len(shape.params) and shape.params[slot].param is not own:
            kinds.update(js_kinds(shape.params[slot].param.type))
    return tuple(sorted(kinds - set(js_kinds(own.type))))


def _argument(form, param, given, options):
    if param.name in given:
        return given[param.name]
    alternatives = expand(param.type)
    if len(alternatives) == 1 and alternatives[0].kind == "dictionary":
        return _object(form, param, given, options)
    return sample(param)


def _object(form, param, given, options):
    entries = dict(options)
    for where in form.shape.where:
        if where.source.param is not param:
            continue
        if where.param.name in given:
            entries[where.source.option.name] = given[where.param.name]
        elif not where.param.omittable:
            entries[where.source.option.name] = sample(where.param)
    if not entries:
        return "{}"
    return "{ " + ", ".join(f"{name}: {text}" for name, text in sorted(entries.items())) + " }"


def _primitive(name):
    return lambda one: one.kind == "primitive" and one.name == name


_SAMPLES = (
    (lambda one: one.kind == "scalar", lambda one: f"{one.name}.sample"),
    (_primitive("string"), lambda one: "'x'"),
    (_primitive("boolean"), lambda one: "true"),
    (lambda one: one.kind == "function", lambda one: "noop"),
    (lambda one: one.kind == "dictionary", lambda one: "{}"),
    (lambda one: one.kind == "literal", lambda one: quote(one.value)),
)
