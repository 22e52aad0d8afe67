"""The files of a module: its own, and what it imports."""
from __future__ import annotations

import errno
import os
import stat

from .. import syntax
from ..parser import parse
from ..source import Source
from .program import Scope


def read_source(path, shown, program, span=None):
    """The text of a file as a Source, or None after a complaint at `span`."""
    try:
        data = _read(path)
    except OSError as error:
        program.error("missing-file", span, f"cannot read {shown}: {error.strerror.lower()}",
                      name=os.path.basename(shown), among=_neighbours(path))
        return None
    try:
        return Source(shown, data.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        text = data[:error.start].decode("utf-8")
        source = Source(shown, text + "\ufffd")
        program.error("not-utf8", source.span(len(text), len(text) + 1), "this byte is not part of a text in UTF-8")
        return None


def _read(path):
    """The bytes of a file; a device or a FIFO may have no end, or keep whoever opens it waiting."""
    if "\0" in path or not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(errno.EINVAL, "not a file")
    with open(path, "rb") as file:
        return file.read()


def _neighbours(path):
    try:
        return sorted(os.listdir(os.path.dirname(path)))
    except (OSError, ValueError):
        return []


class Files:
    """Reads each file once, whoever imports it."""

    def __init__(self, program):
        self.program = program
        self._scopes = {}
        self._open = []

    def shown(self, path):
        """What messages call a path."""
        relative = os.path.relpath(path, self.program.root)
        return relative.replace(os.sep, "/")

    def read(self, path, source):
        """Parses a file and what it imports; returns its Scope."""
        file = parse(source, self.program.diagnostics)
        scope = Scope(file, lost=file.lost)
        self._scopes[path] = scope
        self._open.append(path)
        for item in file.items:
            if isinstance(item, syntax.Import):
                self._import(path, scope, item)
        self._open.pop()
        self.program.files.append(scope)
        return scope

    def _import(self, importer, scope, item):
        program = self.program
        path = os.path.normpath(os.path.join(os.path.dirname(importer), item.path.value))
        if path in self._open:
            program.error("import-cycle", item.path.span, f"{self.shown(path)} imports itself"
                          if path == importer else f"{self.shown(path)} imports {self.shown(importer)} in turn")
            scope.lost.update(n.text for n in item.names)
            return
        if path not in self._scopes:
            source = read_source(path, self.shown(path), program, item.path.span)
            self._scopes[path] = self.read(path, source) if source is not None else None
            self._check_header(path, item)
        target = self._scopes[path]
        item.target = target
        if target is None:
            scope.lost.update(n.text for n in item.names)

    def _check_header(self, path, item):
        scope = self._scopes[path]
        if scope is None or isinstance(scope.file.header, syntax.SharedHeader):
            return
        if scope.file.header is None:
            complain_about_header(self.program, scope)
        else:
            self.program.error("import-of-module", item.path.span,
                               f"{self.shown(path)} is a module; only a file that begins with ‘shared’ is imported")


def complain_about_header(program, scope):
    """A file has to say what it is. A header that could not be read has been complained about."""
    source = scope.file.source
    if not any(d.span.source is source for d in program.diagnostics.sorted()):
        program.error("missing-header", source.span(0, 0),
                      "the file says neither ‘module name \"package\" version 1.0;’ nor ‘shared name;’")


def bind_imports(program, scope):
    """Makes the imported names known, once every file's own declarations are."""
    for item in scope.file.items:
        if not isinstance(item, syntax.Import) or item.target is None:
            continue
        for ref in item.names:
            entry = item.target.local.get(ref.text)
            if entry is None:
                if not item.target.may_have(ref.text):
                    program.error("import-unknown-name", ref.span, f"{item.path.value} declares no ‘{ref.text}’",
                                  name=ref.text, among=item.target.names())
                scope.lost.add(ref.text)
            elif ref.text in scope.local or ref.text in scope.imported:
                other = scope.local.get(ref.text) or scope.imported[ref.text]
                program.error("duplicate-declaration", ref.span, f"‘{ref.text}’ is already declared",
                              related=(other.declaration.span, "the first one"))
            else:
                scope.imported[ref.text] = entry


def complain_about_unused(program, scope):
    """An imported name that nothing uses."""
    for item in scope.file.items:
        if isinstance(item, syntax.Import):
            for ref in item.names:
                if ref.text in scope.imported and ref.text not in scope.used:
                    program.error("unused-import", ref.span, f"‘{ref.text}’ is imported and never used")
