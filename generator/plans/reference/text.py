"""Types and values as Markdown, and the names that headings have in links."""
from __future__ import annotations

import re

from generator.plans.types.spelling import spell, type_name
from generator.plans.types.wording import conversions, literal, scalars, sentence, value_range


class Links:
    """Names that have a section of their own."""

    def __init__(self, declarations):
        self._titles = {type_name(d): type_name(d) for d in declarations}

    def of(self, name):
        """`name` as code, with a link where it has a section."""
        return f"[`{name}`](#{anchor(name)})" if name in self._titles else f"`{name}`"

    def type(self, type_):
        """A type as code, the parts that have a section as links; of a type variable what it stands for."""
        if type_.kind == "typevar":
            return self.type(type_.bound)
        text = spell(type_)
        if text in self._titles:
            return self.of(text)
        named = [w for w in re.findall(r"\w+", text) if w in self._titles]
        if not named or "(" in text or "[" in text:
            return f"`{text}`"
        return " \\| ".join(self.of(part) for part in text.split(" | "))


def anchor(title):
    """What a heading is called in a link."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def facts(type_):
    """What the scalars of a type take; empty for other types."""
    return " or ".join(", ".join([value_range(s), *conversions(s)]) for s in scalars(type_))


def settable(attribute):
    """What an attribute may be set to, and what is thrown for another value; empty where it is for reading only."""
    if not attribute.writable:
        return ""
    words = ["null"] if attribute.type.kind == "nullable" else []
    words += [facts(attribute.type) or "anything, of which it keeps whether it is true"]
    errors = "".join(f", and throws `{one.error.name}` for another value" for one in scalars(attribute.type))
    return f"Takes {' or '.join(words)}{errors}."


def default(value):
    """A default as code, or empty."""
    if value is None:
        return ""
    return f"`{literal(value)}`"


def paragraph(text):
    """A summary, its own line breaks undone, its blank lines kept."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def table(header, rows):
    """Lines of a table whose columns are as wide as their widest cells."""
    widths = [max(3, *(len(row[i]) for row in [header, *rows])) for i in range(len(header))]
    lines = [[cell.ljust(width) for cell, width in zip(row, widths)] for row in [header, *rows]]
    lines.insert(1, ["-" * width for width in widths])
    return tuple(f"| {' | '.join(line)} |" for line in lines)


def call_shape(head, params):
    """`head(a[, b[, c]])`; `params` are (name, may be left out)."""
    text = ""
    closing = 0
    for i, (name, optional) in enumerate(params):
        separator = ", " if i else ""
        text += f"[{separator}{name}" if optional else f"{separator}{name}"
        closing += optional
    return f"{head}({text}{']' * closing})"


def note(text):
    """A fragment as a sentence; empty stays empty."""
    return sentence(text) if text else ""
