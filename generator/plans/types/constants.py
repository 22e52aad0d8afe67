"""Groups of constants and the error class: a file of their own each."""
from __future__ import annotations

from dataclasses import dataclass

from generator.plans.javascript.values import constant
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
    """`name: { numbers }`"""
    name: str
    doc: tuple
    numbers: tuple


@dataclass(frozen=True)
class ConstantsFile:
    """The types of an exported object of constants."""
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
    return ConstantsFile(module.source, entry.name, tuple(_group(one) for one in entry.entries))


def errors_file(module, errors):
    """The ErrorsFile of the module's error set."""
    factories = tuple(
        Factory(code.name, "text?: string" if code.message else "text: string", docs.of_declaration(code, 2))
        for code in errors.codes
    )
    return ErrorsFile(module.source, errors.name, docs.of_declaration(errors, 0), factories)


def numbers(entry):
    """(name, declaration, value as it is written) of each constant of a group."""
    if entry.target is None:
        return [(one.name, one.target, constant(one.target)) for one in entry.entries]
    if entry.target.kind == "flags":
        return [(flag.name, flag, hex(flag.value)) for flag in entry.target.public]
    return [(one.name, one, str(one.value)) for one in entry.target.members]


def exported_values(module):
    """(Groups, Numbers) that are exports themselves: enums and flags, and constants."""
    entries = [e for e in module.exports.entries if e.target is not None]
    groups = [_group(e) for e in entries if e.target.kind in ("enum", "flags")]
    single = [_number(e.name, e.target, constant(e.target), 2) for e in entries if e.target.kind == "const"]
    return tuple(groups), tuple(single)


def _group(entry):
    doc = docs.of_declaration(entry.target, 2) if entry.target is not None else ()
    return Group(entry.name, doc, tuple(_number(*one, 4) for one in numbers(entry)))


def _number(name, declaration, value, indent):
    type_ = spell(declaration.type) if declaration.kind == "const" else "number"
    return Number(name, type_, docs.of_number(declaration, value, indent))
