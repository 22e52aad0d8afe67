"""Callbacks that are listeners: once, or on every event."""
from __future__ import annotations

from dataclasses import dataclass

from generator.plans.conformance.calls import arguments, forms
from generator.plans.conformance.layout import arrow
from generator.plans.conformance.subjects import clauses, public_methods


@dataclass(frozen=True)
class Listener:
    """A call with `listener` among its arguments.

    make   expression for the object, or None when the call makes it
    call   property with the call
    runs   how often the listener runs when `event` comes twice
    """
    make: str | None
    call: str
    event: str
    runs: int


def listeners(subjects):
    """Every shape of every call that takes a listener and returns the object, or makes it."""
    result = []
    for class_ in subjects.classes:
        for method in public_methods(class_):
            if method.returns is None or method.returns.kind != "this":
                continue
            for clause in clauses(method, "once"):
                result += _of(method, f"object.{method.name}", subjects.new(class_), clause, 1)
    for callable_, head, class_ in subjects.callables():
        own = class_.constructor
        for clause in clauses(own, "listen") if own is not None else ():
            result += _of(callable_, head, None, clause, 2)
    return result


def _of(callable_, head, make, clause, runs):
    for form in forms(callable_):
        if any(p.name == clause.param.name for p in form.params):
            args = ", ".join(arguments(form, {clause.param.name: "listener"}))
            given = "call: (listener)" if make is None else "call: (listener, object)"
            yield Listener(make, arrow(given, f"{head}({args})", 2), clause.event, runs)
