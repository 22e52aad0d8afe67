"""Names that are each other's in a file of JavaScript or of types, and files that would have one name."""
from __future__ import annotations

import posixpath

from .. import names
from .naming import JS_RESERVED

# What the generated files take from the language, under these names.
_IN_TYPES = frozenset(("ArrayBuffer", "ArrayBufferView", "Error", "Promise", "Symbol"))
_IN_FILES = _IN_TYPES | {"Boolean", "Buffer", "Number", "Object", "Set"}
# What a file calls its own, whatever the module is.
FILE_NAMES = frozenset(("binding", "errors", "events", "exports", "module", "require", "scalars", "undefined"))
_FILES = ("errors", "flags", "index", "options", "protocols", "scalars")
# A class and a function have these themselves.
_OWN = frozenset(("arguments", "caller", "length", "name", "prototype"))
_FOREIGN = ("extern class", "extern type")


def check(program):
    """Looks at declarations, symbols, files of hooks and exports."""
    module = program.module
    _globals(program)
    _types(program)
    _files(program)
    seen = {}
    for file in module.hook_files:
        seen.setdefault(posixpath.basename(file.path).removesuffix(".js"), (None, f"the hooks of {file.path}"))
    for function in module.functions:
        # Inside of a function its own name is the function.
        _local(program, dict(seen), function, f"the function ‘{function.name}’")
    for cls in module.classes:
        seen.setdefault(cls.type_name, (cls, f"the class ‘{cls.name}’"))
    for protocol in module.protocols:
        for symbol in protocol.symbols:
            _local(program, seen, symbol, f"a symbol of ‘{protocol.name}’")
    for entry in module.exports.entries:
        _entry(program, entry)
        if _is_constant(entry):
            _local(program, seen, entry, f"the export ‘{entry.name}’")


def _globals(program):
    for each in program.module.declarations:
        used = _IN_TYPES if each.kind == "alias" else _IN_FILES
        if each.kind not in _FOREIGN and each.name in used:
            program.error("shadowed-name", each.span, f"‘{each.name}’ is a name of the language, which the generated "
                          "files use")


def _types(program):
    """What types call classes and their events, among everything else that they declare."""
    first = {each.name: each for each in program.module.declarations if each.kind != "class"}
    for cls in program.module.classes:
        for name in (cls.type_name, cls.events_name):
            already = first.setdefault(name, cls)
            if already is not cls and already.name != cls.name:
                program.error("name-clash", cls.span, f"types call this ‘{name}’, and so they do ‘{already.name}’",
                              related=(already.span, "that one"))
                break


def _files(program):
    first = dict.fromkeys(_FILES)
    for entry in program.module.exports.entries:
        if _is_constant(entry):
            _file(program, first, entry.name, entry)
    for cls in program.module.classes:
        _file(program, first, names.snake(cls.name), cls)


def _file(program, first, name, declaration):
    already = first.setdefault(name, declaration)
    if already is declaration or (already is not None and already.name == declaration.name):
        return
    program.error("name-clash", declaration.span, f"‘{declaration.name}’ would stand in ‘{name}.js’, "
                  + (f"and so would ‘{already.name}’" if already else "which every module may have"),
                  related=(already.span, "that one") if already else None)


def _is_constant(entry):
    """It has a file of its own, which the index takes it from."""
    return entry.target is None or entry.target.kind in ("flags", "enum")


def _local(program, seen, declaration, what):
    name = declaration.name
    already = seen.setdefault(name, (declaration, what))
    if name in FILE_NAMES:
        program.error("shadowed-name", declaration.span, f"‘{name}’ is what the generated files call something of their own")
    elif already[0] is not declaration and already[1] != what:
        program.error("name-clash", declaration.span, f"{what} and {already[1]} would have one name in a file",
                      related=(already[0].span, "that one") if already[0] is not None else None)


def _entry(program, entry):
    if entry.name in JS_RESERVED:
        program.error("reserved-word", entry.span, f"‘{entry.name}’ is a reserved word of JavaScript")
    elif entry.name in _OWN:
        program.error("reserved-word", entry.span, f"a module that is a class or a function has a ‘{entry.name}’ already")
