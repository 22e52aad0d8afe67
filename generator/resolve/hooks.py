"""Hand-written JavaScript: which functions the hook files export, and who uses them."""
from __future__ import annotations

import os
import re

from .. import model, syntax
from .files import read_source

_EXPORT = re.compile(r"^exports\.([A-Za-z_$][\w$]*)\s*=\s*(?:async\s+)?function\s*([\w$]*)\s*\(([^)]*)\)", re.MULTILINE)
# What requires it says `require('…')`, and calls it after its file.
_PATH = re.compile(r"([A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*[A-Za-z_][A-Za-z0-9_]*\.js")


class Hooks:
    """The module's hook files, and the HookRefs made of them."""

    def __init__(self, program):
        self.program = program
        self.files = []
        self._found = {}
        self._used = set()
        self._complete = not program.scope.file.nameless

    def read(self, scope):
        """Reads the files that a module names."""
        seen = {}
        for item in scope.file.items:
            for path in item.paths if isinstance(item, syntax.HookFiles) else ():
                if path.value in seen:
                    self.program.error("duplicate-hook-file", path.span, f"{path.value} stands here twice",
                                       related=(seen[path.value], "the first one"))
                    continue
                seen[path.value] = path.span
                self._file(path)

    def _file(self, path):
        program = self.program
        if _PATH.fullmatch(path.value) is None:
            program.error("hook-path", path.span, "a file of hooks is named by its path in the project, as ‘hooks/doors.js’, "
                          "and so that its name is one of JavaScript")
            self._complete = False
            return
        full = os.path.normpath(os.path.join(program.root, path.value))
        source = read_source(full, path.value, program, path.span)
        if source is None:
            self._complete = False
            return
        file = model.HookFile(path.value, {})
        self.files.append(file)
        for found in _EXPORT.finditer(source.text):
            span = source.span(found.start(1), found.end(1))
            self._function(file, found.group(1), _params(found.group(3)), span)

    def _function(self, file, name, params, span):
        already = self._found.get(name)
        if already is not None:
            self.program.error("duplicate-hook", span, f"the hook ‘{name}’ is exported twice",
                               related=(already[2], "the first one"))
            return
        file.functions[name] = params
        self._found[name] = (file, params, span)

    def ref(self, name, params):
        """The HookRef for a name (syntax.Name) that is called with `params`."""
        found = self._found.get(name.text)
        self._used.add(name.text)
        if found is None:
            if self._complete:
                self.program.error("unknown-hook", name.span, f"no hook file exports ‘{name.text}’", name=name.text,
                                   among=self._found)
            return model.HookRef(name.text, None, tuple(params), name.span)
        file, written, span = found
        rest = bool(written) and written[-1].startswith("...")
        if len(written) - rest > len(params):
            self.program.error(
                "hook-arity", name.span,
                f"‘{name.text}’ takes {len(written)} parameters, but is called with {_listed(params)}",
                related=(span, f"‘{name.text}’ is written here"))
        return model.HookRef(name.text, file, tuple(params), name.span)

    def complain_about_unused(self):
        """Hooks that nothing calls. A hook file may call its own exports, but does not need to export these."""
        for name, (file, _, span) in self._found.items():
            if name not in self._used:
                self.program.error("unused-hook", span, f"nothing uses the hook ‘{name}’")


def _params(text):
    depth, part, parts = 0, "", []
    for char in text:
        depth += (char in "{[(") - (char in "}])")
        if char == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += char
    parts.append(part)
    return tuple(p.split("=")[0].strip() for p in parts if p.strip())


def _listed(params):
    if not params:
        return "none"
    return f"{len(params)}: {', '.join(params)}"
