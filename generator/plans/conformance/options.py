"""Boolean options: any value will do, and what is kept of it is a boolean."""
from __future__ import annotations

from dataclasses import dataclass

from generator.model import expand
from generator.plans.conformance.calls import arguments, forms
from generator.plans.conformance.layout import arrow
from generator.plans.conformance.subjects import clauses
from generator.plans.conformance.ways import own_options


@dataclass(frozen=True)
class BooleanOption:
    """A call whose option is `given`.

    call     property with the call
    of       class of the object
    kept     where the option's boolean ends up, or None
    default  that boolean when the option is left out
    """
    call: str
    of: str
    kept: str | None
    default: str


def boolean_options(subjects):
    """Every boolean option of what makes an object, by the shortest call that takes it."""
    result = []
    for callable_, head, class_ in subjects.callables():
        seen = set()
        for form in forms(callable_):
            for param in form.params:
                for option in _booleans(callable_, param.param):
                    if option.name in seen or any(_leads_on(p.param) for p in form.params):
                        continue
                    seen.add(option.name)
                    args = ", ".join(arguments(form, options={option.name: "given"}))
                    result.append(BooleanOption(
                        arrow("call: (given)", f"{head}({args})", 2), subjects.name(class_), _kept(class_, option.name),
                        "true" if option.default.value else "false",
                    ))
    return result


def _booleans(callable_, param):
    kinds = expand(param.type)
    if len(kinds) != 1 or kinds[0].kind != "dictionary":
        return []
    return [
        o for o in own_options(callable_, param)
        if o.type.kind == "primitive" and o.type.name == "boolean" and o.default is not None
    ]


def _leads_on(param):
    """With this argument, making the object begins something."""
    return any(one.kind == "scalar" for one in expand(param.type))


def _kept(class_, name):
    """The expression that the constructor's body leaves the option's value in."""
    if class_.constructor is None:
        return None
    for clause in clauses(class_.constructor, "set field"):
        if clause.value.kind == "option" and clause.value.option.name == name:
            return f"object._{clause.field.name}"
        if clause.value.kind == "param" and _has_option(clause.value.param, name):
            return f"object._{clause.field.name}.{name}"
    return None


def _has_option(param, name):
    kinds = expand(param.type)
    return kinds[0].kind == "dictionary" and kinds[0].option(name) is not None
