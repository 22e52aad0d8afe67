"""The types of the module itself: imports, declarations, and the namespace that exports them."""
from __future__ import annotations

from dataclasses import dataclass

from generator.plans.types import declarations
from generator.plans.types.constants import exported_values
from generator.plans.types.needed import needed
from generator.plans.types.spelling import type_name


@dataclass(frozen=True)
class IndexFile:
    """The types of what `require` returns.

    imports    lines
    symbols    names of the protocols' symbols
    well_known names of the language's own symbols that protocols go by
    aliases    of Member
    protocols, dictionaries  of Interface
    classes    of ClassTypes
    functions  of Member
    groups     of Group: exported enums and flags
    numbers    of Number: exported constants
    exports    names in the namespace's export list, in order
    default    what the module itself is
    main       Member of the function that it is, or None
    """
    source: str
    imports: tuple
    symbols: tuple
    well_known: tuple
    aliases: tuple
    protocols: tuple
    dictionaries: tuple
    classes: tuple
    functions: tuple
    groups: tuple
    numbers: tuple
    exports: tuple
    default: str
    main: object


def index_file(module):
    """The IndexFile of a module."""
    used = needed(module)
    protocols = [p for p in module.protocols if id(p) in used]
    symbols = [s for p in protocols for s in p.symbols]
    return IndexFile(
        module.source, _imports(module, used), tuple(s.name for s in symbols if not s.well_known),
        tuple(s.key for s in symbols if s.well_known),
        tuple(declarations.alias(a) for a in module.aliases if id(a) in used),
        tuple(declarations.protocol(p) for p in protocols),
        tuple(declarations.dictionary(d) for d in module.dictionaries if id(d) in used),
        tuple(declarations.class_types(c) for c in module.classes),
        tuple(_functions(module)), *exported_values(module), _exports(module), type_name(module.exports.default),
        _main(module.exports.default),
    )


def _main(default):
    """The function that the module itself is."""
    if default.kind == "class":
        return None
    return declarations.function(f"declare function {default.name}", default)


def _functions(module):
    """The others, under the names that they are exported as."""
    for function in module.functions:
        for entry in module.exports.entries:
            if entry.target is function and function is not module.exports.default:
                yield declarations.function(f"export function {entry.name}", function)


def _imports(module, used):
    packages = {}
    for one in module.extern_classes:
        if id(one) in used:
            packages.setdefault(one.package, []).extend([one.name] + ([one.events] if one.events else []))
    for one in module.extern_types:
        if id(one) in used:
            packages.setdefault(one.package, []).append(one.name)
    lines = [f"import {{ {', '.join(names)} }} from '{package}'" for package, names in packages.items()]
    for entry in module.exports.entries:
        if entry.target is None:
            lines.append(f"import {entry.name} = require('./{entry.name}')")
        elif entry.target.kind == "errors":
            lines.append(f"import {entry.target.name} = require('./{entry.name}')")
    return tuple(lines)


def _exports(module):
    names = []
    for entry in module.exports.entries:
        if entry.target is None:
            names.append(entry.name)
        elif entry.target is module.exports.default and entry.target.kind != "class":
            names.append(entry.name if entry.name == entry.target.name else f"{entry.target.name} as {entry.name}")
        elif entry.target.kind in ("class", "errors"):
            own = type_name(entry.target)
            names += [own] if own == entry.name else [f"type {own}", f"{own} as {entry.name}"]
    names += [f"type {one.name}" for one in module.exports.types]
    return tuple(dict.fromkeys(names))
