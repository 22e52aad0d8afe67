"""The files of a module's JavaScript."""

from dataclasses import dataclass

from generator import names
from generator.plans.javascript.classes import javascript_class, method
from generator.plans.javascript.spelling import constant
from generator.plans.javascript.statements import Needs, Statement
from generator.plans.javascript.values import constant_tree, dictionary, duck, scalar


@dataclass
class Constants:
    """A file of constants for the export `name`."""
    name: str
    origin: str
    tree: list


@dataclass
class JavaScript:
    """Everything that the JavaScript templates see.

    parts      (name, file) of what the index requires of the other files
    exported   (exported name, expression) of what has a name already
    functions  (exported name, Method) of what is defined in the index
    default    expression of what the module itself is, or None for `main`
    main       Method of the function that the module itself is, or None
    """
    module: str
    source: str
    classes: list
    scalars: list
    ducks: list
    dictionaries: list
    protocols: list
    errors: object
    flags: list
    constants: list
    parts: list
    exported: list
    functions: list
    default: str | None
    main: object
    needs: Needs

    @property
    def has_callbacks(self):
        """The native side calls back for objects of a class."""
        return any(class_.native is not None for class_ in self.classes)


def _exported(module):
    """(exported name, what it is in the index file) of each export but the functions, in order."""
    found = []
    for entry in module.exports.entries:
        target = entry.target
        if target is None or target.kind in ("flags", "enum"):
            found.append((entry.name, entry.name))
        elif target.kind == "class":
            found.append((entry.name, target.type_name))
        elif target.kind == "errors":
            found.append((entry.name, "errors"))
        elif target.kind == "const":
            found.append((entry.name, constant(target)))
        elif target is module.exports.default:
            found.append((entry.name, "exports"))
    return found


def _function(function, needs):
    """The Method of a function; one that is nothing but an operation calls that."""
    plan = method(function, needs)
    op = function.delegate
    if op is not None:
        needs.binding = True
        arguments = ", ".join(param.name for param in function.params)
        text = f"binding.{names.snake(op.native.name)}{names.pascal(op.name)}({arguments})"
        plan.body = [Statement("result" if function.returns is not None else "plain", text)]
    return plan


def _functions(module, needs):
    default = module.exports.default
    return [(entry.name, _function(entry.target, needs)) for entry in _by_declaration(module)
            if entry.target is not default]


def _by_declaration(module):
    """The exports that are functions: those with a body first, both in the order of their declarations."""
    entries = [e for e in module.exports.entries if e.target is not None and e.target.kind == "function declaration"]
    order = {id(function): at for at, function in enumerate(module.functions)}
    return sorted(entries, key=lambda e: (e.target.delegate is not None, order[id(e.target)]))


def _parts(classes, constants, exported, needs):
    found = [(class_.name, f"./{class_.file}") for class_ in classes]
    found += [(one.name, f"./{one.name}") for one in constants]
    if not needs.errors and "errors" in [value for _, value in exported]:
        found.append(("errors", "./errors"))
    return found


def _brought(all_needs):
    """For each dictionary that is read: the options that every one of its readers has as parameters already."""
    found = {}
    for needs in all_needs:
        for name, brought in needs.brought.items():
            found[name] = found.get(name, brought) & brought
    return found


def javascript(module):
    """The JavaScript plan of a resolved module."""
    needs = Needs()
    classes = [javascript_class(class_) for class_ in module.classes]
    constants = [Constants(e.name, f"exports.{e.name}", constant_tree(e)) for e in module.exports.entries
                 if e.target is None or e.target.kind in ("flags", "enum")]
    functions, exported, default = _functions(module, needs), _exported(module), module.exports.default
    main = _function(default, needs) if default.kind == "function declaration" else None
    brought = _brought([needs, *(class_.needs for class_ in classes)])
    return JavaScript(
        module=module.name, source=module.source, classes=classes,
        scalars=[scalar(s) for s in module.scalars],
        ducks=[duck(t) for t in module.extern_types if t.methods],
        dictionaries=[dictionary(d, brought[d.name]) for d in module.dictionaries if d.name in brought],
        protocols=module.protocols, errors=module.errors,
        flags=module.flags + [flags for native in module.natives for flags in native.flags],
        constants=constants, parts=_parts(classes, constants, exported, needs), exported=exported,
        functions=functions, default=None if main else default.type_name, main=main, needs=needs,
    )
