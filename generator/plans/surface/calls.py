"""Ways to call, and what a call may throw."""
from __future__ import annotations

from generator.model import expand
from generator.plans.surface.types import describe

# Stands among error codes for any of libuv's.
_UV = "uv"


def call(callable_):
    """Of anything with a body its parameters, the shapes of these that are accepted, the codes that may be thrown."""
    listeners = {id(clause.param): {"event": clause.event, "once": clause.kind == "once"}
                 for clause in callable_.body if clause.kind in ("once", "listen")}
    return {
        "params": [_param(param, listeners.get(id(param))) for param in callable_.params],
        "shapes": [[{"name": p.name, "optional": p.optional} for p in shape.params] for shape in callable_.shapes],
        "throws": thrown(callable_),
    }


def delegate(function):
    """The same of a function that is an operation."""
    return {
        "params": [_param(param) for param in function.params],
        "shapes": [[{"name": param.name, "optional": param.omittable} for param in function.params]],
        "throws": sorted({*_refused(function.params), *([_UV] if function.delegate.throws else [])}),
    }


def thrown(callable_):
    """The codes that a call may throw, sorted; `uv` stands for any of libuv's."""
    codes = {code for code, _ in callable_.doc.throws} | _refused(callable_.params)
    for clause in callable_.body:
        codes |= _THROWN.get(clause.kind, _nothing)(clause)
    return sorted(codes)


def refusals(type_, seen=()):
    """The codes that values are refused with that are not of a type."""
    codes = set()
    for one in expand(type_):
        codes |= _REFUSALS.get(one.kind, lambda one, seen: set())(one, seen)
    return codes


def _param(param, listener=None):
    described = {"name": param.name, "type": describe(param.type), "optional": param.omittable}
    if listener is not None:
        described["listens"] = listener
    return described


def _refused(params):
    return {code for param in params for code in refusals(param.type)}


def _nothing(clause):
    return set()


def _guard(clause):
    return {clause.error.name}


def _call(clause):
    return {_UV} if clause.op.throws and clause.catch is None else set()


def _dispatch(clause):
    return {code for case in clause.cases for code in thrown(case.method)}


def _dictionary(dictionary, seen):
    if dictionary in seen:
        return set()
    return {code for option in dictionary.all_members for code in refusals(option.type, (*seen, dictionary))}


def _own(declaration, seen):
    return {declaration.error.name} if declaration.error is not None else set()


def _protocol(protocol, seen):
    return {refusal.error.name for refusal in (protocol.missing, protocol.mismatch) if refusal is not None}


_THROWN = {"guard": _guard, "call": _call, "dispatch": _dispatch}
_REFUSALS = {
    "scalar": _own, "extern type": _own, "protocol": _protocol, "dictionary": _dictionary,
    "nullable": lambda one, seen: refusals(one.of, seen),
}
