"""The order in which a module is resolved: each layer refers only to the ones before it."""
from __future__ import annotations

from .. import model, syntax
from ..source import Source
from . import classes, natives, values
from .declare import declare, describe, needed
from .docs import VERSION, read_lines
from .exports import Exporter
from .files import Files, bind_imports, complain_about_header, complain_about_unused, read_source
from .hooks import Hooks
from .program import Program


def resolve(path, root, diagnostics):
    """Returns the Program of the module in `path`, or None when the file cannot be read at all or is no module."""
    program = Program(root, diagnostics)
    files = Files(program)
    shown = files.shown(path)
    source = read_source(path, shown, program, _nowhere(shown))
    if source is None:
        return None
    program.scope = files.read(path, source)
    if not _header(program, shown):
        return None
    _fill(program)
    return program


def _nowhere(shown):
    return Source(shown, "").span(0, 0)


def _header(program, shown):
    file, module = program.scope.file, program.module
    module.source = shown
    own = [s for s in program.files if s is program.scope]
    module.sources = [s.file.source.path for s in own + [s for s in program.files if s is not program.scope]]
    module.doc = read_lines(program, file.doc).doc()
    header = file.header
    if isinstance(header, syntax.SharedHeader):
        program.error("not-a-module", header.name.span, "this file is shared: it is imported, and makes no module")
        return False
    if header is None:
        complain_about_header(program, program.scope)
        return True
    module.name, module.package, module.version = header.name.text, header.package.value, header.version
    if VERSION.fullmatch(header.version) is None:
        program.error("bad-version", header.version_span, f"‘{header.version}’ is no version like 1.0")
    return True


def _fill(program):
    for scope in program.files:
        declare(program, scope)
    for scope in program.files:
        bind_imports(program, scope)
    entries = program.entries = needed(program)
    program.module.declarations = [e.declaration for e in entries]
    program.hooks = Hooks(program)
    program.hooks.read(program.scope)
    program.module.hook_files = program.hooks.files
    reads = {id(e): describe(program, e) for e in entries}
    _one_error_set(program)
    for kind in values.ORDER:
        for entry in _of(entries, kind):
            values.FILL[kind](program, entry)
    for entry in _of(entries, syntax.DictionaryDecl):
        values.dictionary_defaults(program, entry)
    for entry in _of(entries, syntax.NativeDecl):
        natives.native(program, entry)
    _classes(program, entries)
    for entry in _of(entries, syntax.CallableDecl):
        classes.function(program, entry, reads[id(entry)])
    Exporter(program).run()
    if program.intact:
        for scope in program.files:
            complain_about_unused(program, scope)
        program.hooks.complain_about_unused()


def _of(entries, kind):
    return [e for e in entries if isinstance(e.node, kind)]


def _one_error_set(program):
    sets = [d for d in program.module.declarations if isinstance(d, model.ErrorSet)]
    for extra in sets[1:]:
        program.error("second-errors", extra.span, "a module has one set of errors",
                      related=(sets[0].span, "the first one"))


def _classes(program, entries):
    own = _of(entries, syntax.ClassDecl)
    for entry in own:
        classes.header(program, entry)
    todo = [(entry, classes.members(program, entry)) for entry in own]
    for entry, rest in todo:
        classes.bodies(program, entry, rest)
