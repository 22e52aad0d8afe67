"""Groups of constants and the error class: a file of their own each."""
from __future__ import annotations

from dataclasses import dataclass

from generator.plans.javascript.spelling import constant
from generator.plans.types import docs
from generator.plans.types.spelling import spell


@dataclass(frozen=True)
class Number:
    """A constant of a group; `doc` is lines."""
    name: str
    type: str
    doc: tuple


@dataclass(frozen=True)
class Group:
    """`name: { numbers }`; these are Numbers, and Groups where it goes deeper."""
    name: str
    doc: tuple
    numbers: tuple


@dataclass(frozen=True)
class ConstantsFile:
    """The types of an exported object of constants; `groups` of Group and Number."""
    source: str
    name: str
    groups: tuple


@dataclass(frozen=True)
class Factory:
    """A static of the error class; `param` is its parameter."""
    name: str
    param: str
    doc: tuple


@dataclass(frozen=True)
class ErrorsFile:
    """The types of the error class."""
    source: str
    name: str
    doc: tuple
    factories: tuple


def constants_file(module, entry):
    """The ConstantsFile of an export that is a group."""
    return ConstantsFile(module.source, entry.name, _parts(entry, 2))


def errors_file(module, errors):
    """The ErrorsFile of the module's error set."""
    factories = tuple(
        Factory(code.name, "text?: string" if code.message else "text: string", docs.of_declaration(code, 2))
        for code in errors.codes
    )
    return ErrorsFile(module.source, errors.name, docs.of_declaration(errors, 0), factories)


def numbers(entry):
    """(name, declaration, value as it is written) of each constant of a group itself."""
    if entry.target is None:
        return [(one.name, one.target, constant(one.target)) for one in entry.entries if is_constant(one)]
    if entry.target.kind == "flags":
        return [(flag.name, flag, hex(flag.value)) for flag in entry.target.public]
    return [(one.name, one, str(one.value)) for one in entry.target.members]


def is_constant(entry):
    """Whether an entry is a constant, rather than a group of them."""
    return entry.target is not None and entry.target.kind == "const"


def exported_values(module):
    """(Groups, Numbers) that are exports themselves: enums and flags, and constants."""
    entries = [e for e in module.exports.entries if e.target is not None]
    groups = [_group(e, 2) for e in entries if e.target.kind in ("enum", "flags")]
    single = [_number(e.name, e.target, constant(e.target), 2) for e in entries if e.target.kind == "const"]
    return tuple(groups), tuple(single)


def _group(entry, indent):
    doc = docs.of_declaration(entry.target, indent) if entry.target is not None else ()
    return Group(entry.name, doc, _parts(entry, indent + 2))


def _parts(entry, indent):
    if entry.target is not None:
        return tuple(_number(*one, indent) for one in numbers(entry))
    return tuple(_number(one.name, one.target, constant(one.target), indent) if is_constant(one) else _group(one, indent)
                 for one in entry.entries)


def _number(name, declaration, value, indent):
    type_ = spell(declaration.type) if declaration.kind == "const" else "number"
    return Number(name, type_, docs.of_number(declaration, value, indent))
