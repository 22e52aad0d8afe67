"""Classes: what can be done with their objects."""
from __future__ import annotations

from generator.plans.surface.calls import call, refusals
from generator.plans.surface.types import describe


def class_surface(class_):
    """One class: how it is made, and its own members; `extends` names the class that it inherits the others from.

    One that `reopens` can be opened again after it has closed.
    """
    constructor = class_.constructor
    return {
        "name": class_.name,
        "type": class_.type_name,
        "extends": class_.extends.name if class_.extends is not None else None,
        "reopens": class_.lazy,
        "constructor": call(constructor) if constructor is not None else {"params": [], "shapes": [[]], "throws": []},
        "methods": [_method(method) for method in class_.methods],
        "overrides": [override.name for override in class_.overrides],
        "properties": [_property(attribute) for attribute in class_.attributes],
        "symbols": [_symbol(implementation) for implementation in class_.implementations],
        "events": [{"name": event.name, "params": [describe(p.type) for p in event.params]} for event in class_.events],
        "inherits": list(getattr(class_.extends, "emits", ())),
    }


def _method(method):
    described = {"name": method.name, **call(method)}
    if method.annotations.friend is not None:
        described["friend"] = method.annotations.friend
    return described


def _property(attribute):
    return {
        "name": attribute.name, "type": describe(attribute.type), "writable": attribute.writable,
        "throws": sorted(refusals(attribute.type)) if attribute.writable else [],
    }


def _symbol(implementation):
    return {"name": implementation.member.name, "form": implementation.member.form}
