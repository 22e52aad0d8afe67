"""Functions that hand out resources, and the method that takes each over again."""
from __future__ import annotations

from dataclasses import dataclass

from generator.plans.conformance.subjects import clauses, public_methods


@dataclass(frozen=True)
class Handout:
    """A function that returns a tuple of resources.

    names  of the tuple's parts
    low, high  the range of each
    take   call on a new object that takes `given` over; the object's end releases it
    """
    call: str
    names: tuple
    low: int
    high: int
    make: str
    take: str


def handouts(subjects):
    """The functions whose results can be released by an object of the module."""
    for function in subjects.functions:
        type_ = function.returns
        if function.delegate is None or type_ is None or type_.kind != "tuple":
            continue
        scalars = {id(item.type): item.type for item in type_.items}
        scalar = next(iter(scalars.values()))
        if len(scalars) > 1 or scalar.kind != "scalar" or not scalar.resource:
            continue
        taker = _taker(subjects, scalar)
        if taker is not None:
            class_, method = taker
            yield Handout(
                f"{subjects.name(function)}()", tuple(item.name for item in type_.items), scalar.low.value,
                scalar.high.value, subjects.new(class_), f"object.{method.name}(given)",
            )


def _taker(subjects, scalar):
    for class_ in subjects.classes:
        for method in public_methods(class_):
            if not method.params or method.params[0].type is not scalar:
                continue
            for call in clauses(method, "call"):
                if any(p.type is scalar and p.ownership and p.ownership.word.startswith("own") for p in call.op.params):
                    return class_, method
    return None
