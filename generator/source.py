"""Texts and places in them."""
from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


class Source:
    """One file's text.

    path is what messages call it: relative to the project's root, with `/`.
    """

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self._starts = [0]
        for at, char in enumerate(text):
            if char == "\n":
                self._starts.append(at + 1)

    def position(self, offset):
        """Line and column of an offset, both from 1; a column is a character."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number):
        """The text of a line, without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def span(self, start, end):
        """The Span from one offset to before another."""
        return Span(self, start, end)


@dataclass(frozen=True, eq=False)
class Span:
    """A run of characters, from offset `start` to before `end`."""
    source: Source
    start: int
    end: int

    @property
    def line(self):
        return self.source.position(self.start)[0]

    @property
    def column(self):
        return self.source.position(self.start)[1]

    @property
    def text(self):
        return self.source.text[self.start:self.end]

    def to(self, other):
        """From the start of this one to the end of the other."""
        return Span(self.source, self.start, max(self.end, other.end))

    def after(self):
        """The place just behind."""
        return Span(self.source, self.end, self.end)

    def __repr__(self):
        return f"{self.source.path}:{self.line}:{self.column}"
