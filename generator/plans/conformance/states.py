"""What follows from the flags of a class: attributes, and the order of guards before arguments."""
from __future__ import annotations

from dataclasses import dataclass

from generator.model import expand
from generator.plans.conformance.calls import arguments
from generator.plans.conformance.layout import quote
from generator.plans.conformance.subjects import clauses, public_methods, shortest
from generator.plans.types.wording import literal

# The state flag that ending an object sets, in every class that can be ended.
ENDING = "CLOSING"


@dataclass(frozen=True)
class Expected:
    """`object.name` and what it is: `value`, or one of the array `among`, where the IDL tells."""
    name: str
    value: str | None
    among: str | None
    writable: bool = False


@dataclass(frozen=True)
class Moment:
    """An object's attributes at some time.

    call  what has been called on a new object, or None
    """
    title: str
    make: str
    call: str | None
    expected: tuple


@dataclass(frozen=True)
class Refused:
    """A state in which a method is refused, whatever its arguments.

    before    call that leads there
    ends      the object is ended after that
    message   in quotes
    calls     calls of the method, most of them wrong
    """
    make: str
    before: str
    ends: bool
    code: str
    message: str
    calls: tuple


@dataclass(frozen=True)
class Chained:
    """Methods without parameters that return their object in every state; `before` makes it busy, or None."""
    title: str
    make: str
    before: str | None
    names: tuple


def moments(subjects):
    """Attributes of new objects, and after each method that only sets flags."""
    for class_ in subjects.classes:
        if not class_.attributes:
            continue
        name, make = subjects.name(class_), subjects.new(class_)
        yield Moment(f"{name}: attributes of a new object", make, None, _expected(class_, frozenset()))
        for method, flags in _entries(class_):
            if method.body[-1].kind == "hook":
                continue
            call = _plain_call(method)
            known = tuple(e for e in _expected(class_, flags, method) if e.value is not None)
            if known:
                yield Moment(f"{name}: attributes after {call}", make, call, known)


def refusals(subjects):
    """Every guard that some public call leads to."""
    for class_ in subjects.classes:
        for method in public_methods(class_):
            guards = clauses(method, "guard")
            for entry, flags in _entries(class_) if guards else ():
                for ends in (False, True):
                    reached = {ENDING} if ends else {f.name for f in flags}
                    guard = next((g for g in guards if _violated(g, reached)), None)
                    if guard is not None and guard.error.message:
                        yield _refused(subjects, class_, method, guard, entry, ends)


def chained(subjects):
    """Per class, the methods that are there in every state."""
    for class_ in subjects.classes:
        names = tuple(
            m.name for m in public_methods(class_)
            if not m.params and m.returns is not None and m.returns.kind == "this" and not clauses(m, "hook")
        )
        if names:
            busy = [_plain_call(method) for method, _ in _entries(class_)]
            title = f"{subjects.name(class_)}: {' and '.join(names)} return the object in every state"
            yield Chained(title, subjects.new(class_), busy[0] if busy else None, names)


def _entries(class_):
    """(Method, the flags that it sets) of the methods that begin something."""
    result = []
    for method in public_methods(class_):
        flags = [f for c in clauses(method, "set flags") for f in c.flags]
        if flags and method.params:
            result.append((method, frozenset(flags)))
    return result


def _refused(subjects, class_, method, guard, entry, ends):
    calls = [f"object.{method.name}()", f"object.{method.name}(untouchable)", _plain_call(method)]
    return Refused(
        subjects.new(class_), _plain_call(entry), ends, guard.error.name, quote(guard.error.message),
        tuple(dict.fromkeys(calls)),
    )


def _plain_call(method):
    return f"object.{method.name}({', '.join(arguments(shortest(method)))})"


def _violated(guard, flags):
    terms = guard.condition.terms
    if guard.condition.operator != "all" or not all(t.negated for t in terms):
        return False
    return any(t.flag.name in flags for t in terms)


def _expected(class_, flags, method=None):
    body = [*(class_.constructor.body if class_.constructor else ()), *(method.body if method else ())]
    written = {c.field for c in body if c.kind == "set field"}
    return tuple(_attribute(a, flags, written) for a in class_.attributes)


def _attribute(attribute, flags, written):
    if attribute.field is not None:
        first = None if attribute.field in written else literal(attribute.field.default)
        return Expected(attribute.name, first, None, attribute.writable)
    if attribute.condition is not None:
        terms = [(t.flag in flags) != t.negated for t in attribute.condition.terms]
        holds = all(terms) if attribute.condition.operator == "all" else any(terms)
        return Expected(attribute.name, "true" if holds else "false", None)
    words = tuple(quote(one.value) for one in expand(attribute.type) if one.kind == "literal")
    return Expected(attribute.name, None, f"[{', '.join(words)}]" if words else None)
