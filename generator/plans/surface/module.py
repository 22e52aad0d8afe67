"""The whole surface."""
from __future__ import annotations

from generator.plans.surface.calls import call, delegate
from generator.plans.surface.classes import class_surface
from generator.plans.surface.natives import natives_surface
from generator.plans.surface.types import describe


def surface(module):
    """The surface of a module, made of dictionaries, lists, texts and numbers."""
    return {
        "source": module.source,
        "package": module.package,
        "errors": _errors(module.errors),
        "symbols": [_symbol(symbol) for protocol in module.protocols for symbol in protocol.symbols],
        "protocols": [_protocol(protocol) for protocol in module.protocols],
        "dictionaries": [_dictionary(dictionary) for dictionary in module.dictionaries],
        "exports": {entry.name: _target(entry.target) for entry in module.exports.entries},
        "classes": [class_surface(class_) for class_ in module.classes],
        "functions": [_function(function) for function in module.functions],
        "natives": natives_surface(module),
        "offers": ["told"] if any(native.callbacks for native in module.natives) else [],
    }


def _errors(errors):
    if errors is None:
        return None
    return {"name": errors.name, "codes": [code.name for code in errors.codes]}


def _symbol(symbol):
    return {"name": symbol.name, "key": symbol.key, "wellKnown": symbol.well_known}


def _protocol(protocol):
    members = [{"symbol": member.name, "form": member.form, "required": member.required} for member in protocol.members]
    return {"name": protocol.name, "members": members}


def _dictionary(dictionary):
    members = [{"name": option.name, "type": describe(option.type)} for option in dictionary.all_members]
    return {"name": dictionary.name, "members": members}


def _target(target):
    if target is None:
        return {"kind": "group"}
    return {"kind": target.kind, "name": target.name}


def _function(function):
    return {"name": function.name, **(call(function) if function.delegate is None else delegate(function))}
