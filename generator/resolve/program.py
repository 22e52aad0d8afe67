"""What the resolution of one module shares: scopes, what is damaged, and the looking up of names."""
from __future__ import annotations

from dataclasses import dataclass, field

from .. import model


@dataclass(eq=False)
class Entry:
    """A declaration: how it was written, what it is resolved to, and the file's scope."""
    node: object
    declaration: object
    scope: object


@dataclass(eq=False)
class Scope:
    """The names that one file may use. `lost` ones were declared, but could not be read."""
    file: object
    local: dict = field(default_factory=dict)
    imported: dict = field(default_factory=dict)
    lost: set = field(default_factory=set)
    used: set = field(default_factory=set)

    def find(self, name):
        """The Entry of that name, or None."""
        self.used.add(name)
        return self.local.get(name) or self.imported.get(name)

    def may_have(self, name):
        """The name may be that of a declaration that could not be read."""
        return name in self.lost or self.file.nameless

    def names(self, *kinds):
        """What could have been meant: names of declarations, only those of `kinds` if any are given."""
        known = {**self.imported, **self.local}
        return [n for n, e in known.items() if not kinds or e.declaration.kind in kinds]


class Program:
    """One module on its way from syntax to model."""

    def __init__(self, root, diagnostics):
        self.root = root
        self.diagnostics = diagnostics
        self.module = model.Module(root=root)
        self.files = []
        self.scope = None
        self.entries = []
        self.docs = []
        self.hooks = None
        self._damaged = set()

    def error(self, id, span, message, **more):
        """Adds an error to the module's diagnostics."""
        self.diagnostics.error(id, span, message, **more)

    # ------------------------------------------------------------ damage

    def damage(self, declaration):
        """Some of its members could not be read: no complaint about one that is missing."""
        self._damaged.add(id(declaration))

    @property
    def intact(self):
        """Every file could be read: what is not used is really not used."""
        return not any(scope.file.damaged for scope in self.files)

    def damaged(self, declaration):
        """Whether members may be missing because of an error."""
        return id(declaration) in self._damaged

    # ------------------------------------------------------------ looking up

    def member(self, owner, items, name, id, what, extra=()):
        """The one of `items` (each with a `name`) that `name` (syntax.Name) means; else None, after a complaint.

        `what` is the kind of thing, with its owner: "‘Stream’ has no operation".
        """
        for item in items:
            if item.name == name.text:
                return item
        if owner is None or not self.damaged(owner):
            self.error(id, name.span, f"{what} ‘{name.text}’", name=name.text,
                       among=[i.name for i in items] + list(extra))
        return None

    def entry(self, scope, ref, id, what, kinds=()):
        """The declaration that a Ref means; else None, after a complaint. `kinds` are those that fit, or all."""
        found = scope.find(ref.text)
        if found is None:
            if not scope.may_have(ref.text):
                self.error(id, ref.span, f"unknown {what} ‘{ref.text}’", name=ref.text, among=scope.names(*kinds))
            return None
        if kinds and found.declaration.kind not in kinds:
            self.error("wrong-kind", ref.span,
                       f"‘{ref.text}’ is {article(found.declaration.kind)}, not {article(what)}",
                       related=(found.declaration.span, f"‘{ref.text}’ is declared here"))
            return None
        return found.declaration

    def error_code(self, name, user=None):
        """The ErrorCode of the module's error set; else None, after a complaint."""
        errors = self.module.errors
        codes = errors.codes if errors is not None else []
        note = None
        if name.span.source is not self.scope.file.source:
            note = f"‘{user}’ is imported into {self.scope.file.source.path}, whose errors have to have this code"
        for code in codes:
            if code.name == name.text:
                return code
        if not (errors is None and self.scope.file.damaged) and not (errors and self.damaged(errors)):
            self.error("unknown-error", name.span, f"unknown error code ‘{name.text}’", name=name.text,
                       among=[c.name for c in codes], note=note)
        return None

    def unique(self, items, what, id="duplicate-member"):
        """Complains about each of `items` (with `name` and `span`) that has the name of an earlier one."""
        first = {}
        for item in items:
            already = first.setdefault(item.name, item)
            if already is not item:
                self.error(id, item.span, f"there is already {article(what)} ‘{item.name}’",
                           related=(already.span, "the first one"))


def article(noun):
    """The noun with `a` or `an`; none before a plural."""
    if noun in ("errors", "flags"):
        return noun
    return ("an " if noun[0] in "aeiou" else "a ") + noun
