"""The module as a whole, and what it exports."""
from __future__ import annotations

from dataclasses import dataclass, field

from .origin import Declaration, Doc


@dataclass(frozen=True, eq=False)
class HookFile:
    """A hand-written JavaScript file; `functions` maps an export's name to its parameters' names."""
    path: str
    functions: dict


@dataclass(eq=False, repr=False)
class ExportEntry(Declaration):
    """A name of the export object: `target` is a declaration, or None for a group of `entries`."""
    kind = "export"
    target: object = None
    entries: list = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class TypeExport:
    """A name that only types have: `target` is a declaration; `events`: the event map of that class."""
    name: str
    target: object
    events: bool = False


@dataclass(frozen=True, eq=False)
class Subpath:
    """`subpath "./x" x;`: the package's export `path` is the ExportEntry `entry`."""
    path: str
    entry: object


@dataclass(eq=False)
class Exports:
    """`default` is the declaration that the module itself is."""
    default: object = None
    entries: list = field(default_factory=list)
    types: list = field(default_factory=list)
    subpaths: list = field(default_factory=list)

    def entry(self, name):
        """The top-level ExportEntry of that name, or None."""
        return next((e for e in self.entries if e.name == name), None)


@dataclass(eq=False)
class Module:
    """One module. Imported declarations, and what these need, come first in every list.

    name          as in `module name`
    package       npm name
    version       `major.minor`
    doc           Doc of the whole
    root          the project's directory, where the files are that the module names
    source        path of the file, relative to the root
    sources       paths of all files read, the module's own first
    declarations  everything named at the top level, in order
    """
    name: str = ""
    package: str = ""
    version: str = ""
    doc: Doc = field(default_factory=Doc)
    root: str = ""
    source: str = ""
    sources: list = field(default_factory=list)
    declarations: list = field(default_factory=list)
    hook_files: list = field(default_factory=list)
    exports: Exports = field(default_factory=Exports)

    def _of(self, *kinds):
        return [d for d in self.declarations if d.kind in kinds]

    @property
    def errors(self):
        """The ErrorSet, or None."""
        return next(iter(self._of("errors")), None)

    extern_classes = property(lambda self: self._of("extern class"))
    extern_types = property(lambda self: self._of("extern type"))
    consts = property(lambda self: self._of("const"))
    flags = property(lambda self: self._of("flags"))
    enums = property(lambda self: self._of("enum"))
    scalars = property(lambda self: self._of("scalar"))
    aliases = property(lambda self: self._of("alias"))
    dictionaries = property(lambda self: self._of("dictionary"))
    protocols = property(lambda self: self._of("protocol"))
    natives = property(lambda self: self._of("native"))
    classes = property(lambda self: self._of("class"))
    functions = property(lambda self: self._of("function declaration"))

    def find(self, name):
        """The top-level declaration of that name, or None."""
        return next((d for d in self.declarations if d.name == name), None)
