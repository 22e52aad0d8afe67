"""What the module exports."""
from __future__ import annotations

import re

from .. import model, syntax

SUBPATH = re.compile(r"\.(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")

VALUES = ("class", "function declaration", "errors", "flags", "enum", "const")
CONSTANTS = ("flags", "enum", "const")
TYPES = ("alias", "class", "dictionary", "enum", "flags", "protocol", "errors")


DEFAULTS = ("class", "function declaration")
_UNFIT = {
    VALUES: "‘{}’ is no value that JavaScript could have",
    CONSTANTS: "‘{}’ is no constant, and a group has nothing else",
    DEFAULTS: "‘{}’ is neither a class nor a function, as the module itself is",
}


class Exporter:
    """Resolves `exports { … }`."""

    def __init__(self, program):
        self.program = program
        self.scope = program.scope

    def run(self):
        """Fills in the module's exports."""
        written = [i for i in self.scope.file.items if isinstance(i, syntax.ExportsDecl)]
        source = self.scope.file.source
        if not written:
            if not any(d.span.source is source for d in self.program.diagnostics.sorted()):
                self.program.error("missing-exports", source.span(0, 0), "the module exports nothing: ‘exports { … }’")
            return
        for extra in written[1:]:
            self.program.error("duplicate-clause", extra.span, "a module has one ‘exports’",
                               related=(written[0].span, "the first one"))
        self._exports(written[0], self.program.module.exports)

    def _exports(self, node, target):
        if node.default is not None:
            target.default = self._target(node.default, DEFAULTS)
        elif not node.damaged:
            self.program.error("missing-default", node.span, "the exports do not say what the module itself is",
                               note="write ‘default Name;’")
        target.entries = [self._entry(each, "", VALUES) for each in node.entries]
        self.program.unique(target.entries, "export", "duplicate-export")
        self._types(node, target)
        for each in node.subpaths:
            self._subpath(each, target, node)

    def _entry(self, node, above, kinds):
        origin = f"{above}{node.name.text}"
        entry = model.ExportEntry(node.name.text, f"exports.{origin}", node.name.span)
        if node.target is not None:
            entry.target = self._target(node.target, kinds)
        entry.entries = [self._entry(each, f"{origin}.", CONSTANTS) for each in node.entries]
        self.program.unique(entry.entries, "export", "duplicate-export")
        return entry

    def _target(self, ref, kinds):
        found = self.scope.find(ref.text)
        if found is None:
            if not self.scope.may_have(ref.text):
                self.program.error("unknown-export", ref.span, f"there is no ‘{ref.text}’ to export", name=ref.text,
                                   among=self.scope.names(*kinds))
            return None
        declaration = found.declaration
        if declaration.kind not in kinds:
            self.program.error("not-exportable", ref.span, _UNFIT[kinds].format(ref.text),
                               related=(declaration.span, f"‘{ref.text}’ is declared here"))
            return None
        if declaration.annotations.internal:
            self.program.error("export-internal", ref.span, f"‘{ref.text}’ is @internal",
                               related=(declaration.span, f"‘{ref.text}’ is declared here"))
        return declaration

    def _types(self, node, target):
        maps = {e.declaration.events_name: e.declaration for e in self.scope.local.values()
                if e.declaration.kind == "class" and e.declaration.events}
        for ref in node.types:
            if ref.text in maps:
                target.types.append(model.TypeExport(ref.text, maps[ref.text], True))
                continue
            found = self.scope.find(ref.text)
            if found is not None and found.declaration.kind in TYPES:
                target.types.append(model.TypeExport(ref.text, found.declaration))
            elif found is not None:
                self.program.error("not-a-type", ref.span, f"‘{ref.text}’ is no type that could be exported")
            elif not self.scope.may_have(ref.text) and not self._maybe_events(ref.text):
                self.program.error("unknown-export", ref.span, f"there is no type ‘{ref.text}’ to export",
                                   name=ref.text, among=[*maps, *self.scope.names(*TYPES)])
        self.program.unique([_Listed(r) for r in node.types], "exported type", "duplicate-export")

    def _maybe_events(self, name):
        """The event map of a class that could not be read."""
        damaged = [e.declaration for e in self.scope.local.values() if self.program.damaged(e.declaration)]
        return bool(name.endswith("Events") and (self.scope.lost or damaged))

    def _subpath(self, node, target, written):
        if SUBPATH.fullmatch(node.path.value) is None:
            self.program.error("subpath-form", node.path.span, "a subpath begins with ‘./’")
        if any(s.path == node.path.value for s in target.subpaths):
            self.program.error("duplicate-export", node.path.span, f"the subpath ‘{node.path.value}’ stands here twice")
        entry = target.entry(node.entry.text)
        if entry is None:
            if not written.damaged:
                self.program.error("unknown-subpath", node.entry.span, f"nothing is exported as ‘{node.entry.text}’",
                                   name=node.entry.text, among=[e.name for e in target.entries])
            return
        target.subpaths.append(model.Subpath(node.path.value, entry))


class _Listed:
    def __init__(self, ref):
        self.name, self.span = ref.text, ref.span
