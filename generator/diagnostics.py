"""Complaints about the input: collected, ordered, and shown with the line that they are about."""
from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass

WIDEST = 120
_RED, _GREEN, _BLUE, _BOLD, _PLAIN = "\033[31;1m", "\033[32;1m", "\033[36m", "\033[1m", "\033[0m"


def nearest(name, candidates):
    """The candidate that `name` was probably meant to be, or None."""
    known = sorted({c for c in candidates if c and c != name})
    folded = [c for c in known if c.lower() == name.lower()]
    if folded:
        return folded[0]
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return close[0] if close else None


@dataclass(frozen=True, eq=False)
class Diagnostic:
    """One error.

    id          short and stable, `unknown-type`
    span        where
    message     one sentence without a full stop
    suggestion  a name that is close, or None
    note        a further line that helps, or None
    related     (span, text): another place that has to do with it, or None
    """
    id: str
    span: object
    message: str
    suggestion: str | None = None
    note: str | None = None
    related: tuple | None = None

    def sort_key(self):
        """Messages come in the order of the text, file by file."""
        return (self.span.source.path, self.span.start, self.id, self.message)

    def render(self, colour=False):
        """The message as it is shown; several lines, with no line end after the last."""
        paint = _painter(colour)
        lines = [f"{paint(_BOLD, _place(self.span))}: {paint(_RED, 'error')}: {_printable(self.message)} [{self.id}]"]
        lines += _excerpt(self.span, paint)
        if self.related is not None:
            span, text = self.related
            lines.append(f"{paint(_BOLD, _place(span))}: {paint(_BLUE, 'note')}: {_printable(text)}")
            lines += _excerpt(span, paint)
        if self.note is not None:
            lines.append(_printable(self.note))
        if self.suggestion is not None:
            lines.append(f"did you mean ‘{_printable(self.suggestion)}’?")
        return "\n".join(lines)


class Diagnostics:
    """Collects what is wrong with one module, from all of its files."""

    def __init__(self):
        self._items = []

    def error(self, id, span, message, *, among=(), name=None, note=None, related=None):
        """Adds an error. With `name`, the nearest name of `among` is suggested."""
        suggestion = nearest(name, among) if name is not None else None
        self._items.append(Diagnostic(id, span, message, suggestion, note, related))

    def __len__(self):
        return len(self._items)

    def sorted(self):
        """All of them in the order of the text, each complaint once."""
        result, seen = [], set()
        for item in sorted(self._items, key=Diagnostic.sort_key):
            key = (item.span.source.path, item.span.start, item.id, item.message)
            if key not in seen:
                seen.add(key)
                result.append(item)
        return result


def render_all(diagnostics, colour=False):
    """Every message, a blank line between them, and a count; ends with a line end. Empty if there are none."""
    if not diagnostics:
        return ""
    count = len(diagnostics)
    blocks = [d.render(colour) for d in diagnostics]
    blocks.append("1 error" if count == 1 else f"{count} errors")
    return "\n\n".join(blocks) + "\n"


def _painter(colour):
    return (lambda code, text: f"{code}{text}{_PLAIN}") if colour else (lambda code, text: text)


def _place(span):
    return _printable(f"{span.source.path}:{span.line}:{span.column}")


def _excerpt(span, paint):
    """The first line of the span and a line that marks the part of it that is meant."""
    text, first = _window(span.source.line(span.line), span.column - 1)
    last = min(max(span.end - span.start, 1) + first, max(len(text), first + 1))
    pad = "".join(c if c == "\t" else " " * _width(c) for c in text[:first])
    wide = sum(_width(c) for c in text[first:last]) or 1
    return [f"  {_printable(text)}", f"  {pad}{paint(_GREEN, '^' + '~' * (wide - 1))}"]


def _window(text, first):
    """The part of a long line that is around a place, and where the place is in it."""
    if len(text) <= WIDEST:
        return text, first
    start = max(0, min(first - WIDEST // 2, len(text) - WIDEST))
    part = text[start:start + WIDEST]
    if start > 0:
        part = "…" + part[1:]
    return part + ("…" if start + WIDEST < len(text) else ""), first - start


def _width(char):
    """Columns that a character takes on a terminal."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _printable(text):
    """A control character would move the cursor, or worse."""
    return "".join(c if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else "\ufffd" for c in text)
