"""Duck types: who implements them, and what is refused as one."""
from __future__ import annotations

from dataclasses import dataclass

from generator.model import expand
from generator.plans.conformance.calls import arguments, forms
from generator.plans.conformance.layout import array, arrow, quote
from generator.plans.conformance.subjects import clauses, public_methods


@dataclass(frozen=True)
class Implemented:
    """What an object of a class has: `members` of (symbol as JavaScript, form)."""
    subject: str
    make: str
    members: tuple


@dataclass(frozen=True)
class Target:
    """A call whose argument `given` must implement a protocol.

    call       property with the call
    symbol     that it must have, as JavaScript
    strangers  array of values that have no such symbol
    missing, mismatch  properties with code and message of the errors
    implementer  expression for an object that implements it, or None
    """
    make: str
    call: str
    symbol: str
    strangers: str
    missing: str
    mismatch: str
    implementer: str | None


def implemented(subjects):
    """The protocols of every class."""
    for class_ in subjects.classes:
        if class_.implementations:
            members = tuple((symbol(i.member.symbol), i.member.form) for i in class_.implementations)
            yield Implemented(subjects.name(class_), subjects.new(class_), members)


def symbol(declaration):
    """A Symbol as JavaScript; one of the language's own that an engine lacks is one of the registry."""
    if not declaration.well_known:
        return f"Symbol.for({quote(declaration.key)})"
    name = f"Symbol.{declaration.key}"
    return f"{name} || Symbol.for('{name}')"


def targets(subjects):
    """Every call that takes an implementation of a protocol and refuses others at once."""
    for class_ in subjects.classes:
        for method in public_methods(class_):
            for form in forms(method):
                for param in form.params:
                    protocol = _protocol(param.param)
                    if protocol is not None and _refuses(method, protocol):
                        yield _target(subjects, class_, method, form, param.param, protocol)


def _target(subjects, class_, method, form, param, protocol):
    call = f"object.{method.name}({', '.join(arguments(form, {param.name: 'given'}))})"
    # Where the parameter has its place to itself, values of any kind are meant to be targets.
    alone = not param.omittable and len(forms(method)) == 1
    getter = next(m for m in protocol.members if m.form == "get" and m.required)
    return Target(
        subjects.new(class_), arrow("call: (given, object)", call, 2), symbol(getter.symbol),
        "[{}, [], null, undefined, 1, true, noop]" if alone else "[{}, []]",
        _error("missing: ", protocol.missing), _error("mismatch: ", protocol.mismatch),
        next((subjects.new(c) for c in subjects.classes if protocol in c.implements), None),
    )


def _error(head, refusal):
    return array(head, [quote(refusal.error.name), quote(refusal.message)], 2, ",")


def _protocol(param):
    found = [one for one in expand(param.type) if one.kind == "protocol"]
    if not found or found[0].missing is None or found[0].mismatch is None:
        return None
    return found[0]


def _refuses(method, protocol):
    """Its body looks at the target, or its documentation says what it throws for one."""
    looked_at = any(arg.kind == "protocol" for c in clauses(method, "call") for arg in c.args)
    return looked_at or any(code == protocol.missing.error.name for code, _ in method.doc.throws)
