"""The files of a module's JavaScript."""

from dataclasses import dataclass

from generator import names
from generator.plans.javascript.classes import javascript_class, method
from generator.plans.javascript.statements import Needs
from generator.plans.javascript.values import constant_tree, dictionary, scalar


@dataclass
class Delegate:
    """A function that is nothing but an operation: `open() { return binding.thingOpen() }`."""
    name: str
    origin: str
    text: str
    function: str


@dataclass
class Constants:
    """A file of constants for the export `name`."""
    name: str
    origin: str
    tree: list


@dataclass
class JavaScript:
    """Everything that the JavaScript templates see."""
    module: str
    source: str
    classes: list
    scalars: list
    dictionaries: list
    protocols: list
    errors: object
    flags: list
    constants: list
    functions: list
    delegates: list
    default: str
    exported: list
    needs: Needs


def _exported(module):
    """(exported name, what it is in the index file) of each export, in order; functions speak for themselves."""
    found = []
    for entry in module.exports.entries:
        target = entry.target
        if target is None:
            found.append((entry.name, entry.name))
        elif target.kind == "class":
            found.append((entry.name, target.type_name))
        elif target.kind == "errors":
            found.append((entry.name, "errors"))
    return found


def _read_dictionaries(classes):
    return {name for class_ in classes for name in class_.needs.options}


def javascript(module):
    """The JavaScript plan of a resolved module."""
    needs = Needs()
    classes = [javascript_class(class_) for class_ in module.classes]
    functions, delegates = [], []
    for function in module.functions:
        if function.delegate is None:
            functions.append(method(function, needs))
            continue
        needs.binding = True
        op = function.delegate
        delegates.append(Delegate(
            function.name, function.origin, function.doc.summary, names.snake(op.native.name) + names.pascal(op.name),
        ))
    read = _read_dictionaries(classes)
    return JavaScript(
        module=module.name, source=module.source, classes=classes,
        scalars=[scalar(s) for s in module.scalars],
        dictionaries=[dictionary(d) for d in module.dictionaries if d.name in read],
        protocols=module.protocols, errors=module.errors,
        flags=module.flags + [flags for native in module.natives for flags in native.flags],
        constants=[Constants(e.name, f"exports.{e.name}", constant_tree(e)) for e in module.exports.entries
                   if e.target is None],
        functions=functions, delegates=delegates, default=module.exports.default.type_name,
        exported=_exported(module), needs=needs,
    )
