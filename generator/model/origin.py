"""What every declaration carries: its name, where it stands, its documentation, its annotations."""
from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Doc:
    """A documentation comment, taken apart.

    summary  the text before the first tag; lines and blank lines as written
    params   name of a parameter -> text
    returns  text, or None
    throws   (error code's name or `uv`, text) in the order written
    """
    summary: str = ""
    params: dict = field(default_factory=dict)
    returns: str | None = None
    throws: tuple = ()

    def __bool__(self):
        return bool(self.summary or self.params or self.returns or self.throws)

    @property
    def lines(self):
        """The summary's lines."""
        return self.summary.split("\n") if self.summary else []


@dataclass(frozen=True)
class Annotations:
    """What stands before a declaration with an `@`.

    unstable  may change in any release; documented as such
    internal  no part of the public interface: not exported, not in the .d.ts
    friend    the package that may call this private member, or None
    since     the module's version that first had it, or None
    """
    unstable: bool = False
    internal: bool = False
    friend: str | None = None
    since: str | None = None


@dataclass(eq=False, repr=False)
class Declaration:
    """Anything with a name of its own. Compared by identity.

    name         as written
    origin       symbolic, `Stream.open`; the same wherever the file or line moves to
    span         where the name stands (generator.source.Span); never printed into an output
    doc          Doc, empty where there is none
    annotations  Annotations
    """
    kind = "declaration"
    name: str
    origin: str
    span: object
    doc: Doc = field(default_factory=Doc)
    annotations: Annotations = field(default_factory=Annotations)

    def __repr__(self):
        return f"<{self.kind} {self.origin}>"
