"""Values at the edges of each scalar, as JavaScript."""
from __future__ import annotations

from dataclasses import dataclass

from generator.plans.conformance.layout import array, quote
from generator.plans.types.wording import is_boolean, is_string, literal

_OTHER_KINDS = ("true", "{}", "[]", "noop", "Symbol('x')", "1n")


@dataclass(frozen=True)
class ScalarValues:
    """What a scalar takes and refuses.

    sample   a value that is taken, and that comes to nothing afterwards: no resource has so high a
             number, no name is so long
    taken    an array of values at both ends of the range that nothing outside is touched with
    refused  an array of values beyond them, and of other types
    """
    name: str
    code: str
    noun: str
    sample: str
    taken: str
    refused: str


def scalar_values(scalar):
    """The ScalarValues of a scalar."""
    converted = [literal(c.source) for c in scalar.conversions]
    taken, refused = _edges(scalar)
    others = [*refused, "null", "undefined", *_OTHER_KINDS]
    return ScalarValues(
        scalar.name, scalar.error.name, quote(scalar.noun), taken[0],
        array("taken: ", list(dict.fromkeys([*taken, *converted])), 2, ","),
        array("refused: ", [v for v in others if v not in (*taken, *converted)], 2),
    )


def number(value):
    """An integer as it is written in a test; large ones in hexadecimal, where their shape shows."""
    return hex(value) if value > 0xffff else str(value)


def _edges(scalar):
    """Values that are taken, and some that are not."""
    if is_boolean(scalar):
        return ["false", "true"], ["0", "1", "''", "'true'"]
    return _string(scalar) if is_string(scalar) else _integer(scalar)


def _string(scalar):
    low, high = scalar.low.value, scalar.high.value
    # Two bytes each in UTF-8: a count of characters would let twice as many pass.
    taken = [f"'x'.repeat({high})", f"'\u00e9'.repeat({high // 2})"] + (["''"] if low == 0 else [])
    refused = [f"'x'.repeat({high + 1})", f"'\u00e9'.repeat({high // 2 + 1})"]
    return taken, refused + ([f"'x'.repeat({low - 1})"] if low > 1 else ["''"] if low else []) + ["0", "NaN"]


def _integer(scalar):
    low, high = scalar.low.value, scalar.high.value
    taken = [number(high)] if scalar.resource else [number(low), number(high)]
    beyond = [number(low - 1), number(high + 1), f"{low}.5", "NaN", "Infinity", "-Infinity"]
    return taken, beyond + ["''", f"'{low}'"]
