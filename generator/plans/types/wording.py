"""Facts about values in words, for the documentation of types and for people."""
from __future__ import annotations

from generator.model import expand
from generator.plans.javascript.spelling import quoted


def is_string(scalar):
    """Whether a scalar is a string; else it is a boolean or an integer."""
    return scalar.type.name == "string"


def is_boolean(scalar):
    """Whether a scalar is a boolean, which has no range."""
    return scalar.type.name == "boolean"


def value_range(scalar):
    """What a scalar takes: `true or false`, `an integer from 1 to 8`, `a string of at most 8 bytes in UTF-8`."""
    if is_boolean(scalar):
        return "true or false"
    low, high = scalar.low.value, scalar.high.value
    if not is_string(scalar):
        return f"an integer from {low} to {high}"
    if low == 0:
        return f"a string of at most {high} bytes in UTF-8"
    return f"a string of {low} to {high} bytes in UTF-8"


def conversions(scalar):
    """What stands for something else, `null and 0 stand for 511`; one text for each target."""
    sources = {}
    for one in scalar.conversions:
        sources.setdefault(literal(one.target), []).append(literal(one.source))
    return [f"{' and '.join(given)} stand{'s' if len(given) == 1 else ''} for {target}"
            for target, given in sources.items()]


def scalars(type_):
    """The scalars among the alternatives of a type, be it nullable or not."""
    return [one for one in map(_core, expand(type_)) if one.kind == "scalar"]


def ducks(type_):
    """The types among the alternatives whose values are told by their methods."""
    return [one for one in map(_core, expand(type_)) if one.kind == "extern type" and one.methods]


def _core(type_):
    return type_.of if type_.kind == "nullable" else type_


def literal(value):
    """A Value as JavaScript; strings in single quotes."""
    if value.kind == "boolean":
        return "true" if value.value else "false"
    if value.kind == "empty":
        return "{}"
    if value.kind == "null":
        return "null"
    if value.kind == "string":
        return quoted(value.value)
    return str(value.value)


def sentence(text):
    """The text with a capital letter at its beginning and a full stop at its end."""
    text = " ".join(text.split())
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?:" else text + "."
