"""Characters to tokens. Complains about what is no token, and goes on behind it."""
from __future__ import annotations

import re
from dataclasses import dataclass, field

_SPACE = re.compile(r"[ \t\r\n]+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NUMBER = re.compile(r"0[xX][0-9A-Za-z_]*|[0-9]+(?:\.[0-9]+)+|[0-9][0-9A-Za-z_]*")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"0|[1-9][0-9]*")
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)+")
_MARK = re.compile(r"\.\.=|\.\.|->|[{}()\[\]<>:;,=?!&|.@-]")
_LONGEST_NUMBER = 40
# These end a line for one reader and not for the next, or show a text in another order than it has.
_UNSEEN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, eq=False)
class DocBlock:
    """Adjacent lines of `///`, each without the marker and one space."""
    lines: tuple
    spans: tuple

    @property
    def span(self):
        return self.spans[0]


@dataclass(eq=False)
class Token:
    """kind: name | int | version | string | mark | end; value: what it says; docs: DocBlocks before it.

    first: it begins its line; unclosed: a string that has swallowed the rest of its line.
    """
    kind: str
    value: object
    span: object
    docs: list = field(default_factory=list)
    first: bool = False
    unclosed: bool = False

    @property
    def shown(self):
        """What a message calls it."""
        if self.kind == "end":
            return "the end of the file"
        text = self.span.text
        return f"‘{text if len(text) <= 40 else text[:39] + '…'}’"


class Lexer:
    """Turns one Source into a list of Tokens, the last of kind `end`, and the file's own doc lines."""

    def __init__(self, source, diagnostics):
        self.source = source
        self.diagnostics = diagnostics
        self.tokens = []
        self.module_doc = []
        self._at = 0
        self._blocks = []
        self._lines = []
        self._last_line = 0

    def run(self):
        """Returns the tokens."""
        text = self.source.text
        while self._at < len(text):
            if not (self._space() or self._comment() or self._token()):
                self._stray()
        self._push("end", None, self._at)
        return self.tokens

    def _span(self, start):
        return self.source.span(start, self._at)

    def _match(self, pattern):
        found = pattern.match(self.source.text, self._at)
        if found is None:
            return None
        self._at = found.end()
        return found.group()

    def _space(self):
        return self._match(_SPACE) is not None

    def _look_for_unseen(self, start):
        """What stands in a string or in documentation ends up in other files, in which it has to be what it seems."""
        for found in _UNSEEN.finditer(self.source.text, start, self._at):
            self.diagnostics.error("control-character", self.source.span(found.start(), found.end()),
                                   f"U+{ord(found.group()):04X} cannot stand in a string or in documentation")

    # ------------------------------------------------------------ comments

    def _comment(self):
        text = self.source.text
        if text.startswith("/*", self._at):
            return self._block_comment()
        if not text.startswith("//", self._at):
            return False
        start = self._at
        end = text.find("\n", start)
        self._at = len(text) if end < 0 else end
        line = text[start:self._at].rstrip("\r")
        self._at = start + len(line)
        if line.startswith("//!"):
            self._module_line(line, start)
        elif line.startswith("///") and not line.startswith("////"):
            self._doc_line(line, start)
        return True

    def _module_line(self, line, start):
        if self.tokens or self._lines or self._blocks:
            self.diagnostics.error("misplaced-module-doc", self._span(start),
                                   "a ‘//!’ comment is about the whole file and stands before everything else")
            return
        self._look_for_unseen(start)
        self.module_doc.append((_strip(line), self._span(start)))

    def _doc_line(self, line, start):
        number = self.source.position(start)[0]
        if self._lines and number != self._last_line + 1:
            self._close_block()
        self._look_for_unseen(start)
        self._lines.append((_strip(line), self._span(start)))
        self._last_line = number

    def _close_block(self):
        if self._lines:
            self._blocks.append(DocBlock(tuple(t for t, _ in self._lines), tuple(s for _, s in self._lines)))
            self._lines = []

    def _block_comment(self):
        start = self._at
        end = self.source.text.find("*/", start + 2)
        self._at = len(self.source.text) if end < 0 else end + 2
        if end < 0:
            self.diagnostics.error("unterminated-comment", self.source.span(start, start + 2),
                                   "this comment is never closed with ‘*/’")
        return True

    # ------------------------------------------------------------ tokens

    def _token(self):
        start = self._at
        if self.source.text[start] == '"':
            return self._string()
        name = self._match(_NAME)
        if name is not None:
            return self._push("name", name, start)
        number = self._match(_NUMBER)
        if number is not None:
            return self._number(number, start)
        mark = self._match(_MARK)
        return mark is not None and self._push("mark", mark, start)

    def _push(self, kind, value, start):
        self._close_block()
        span = self._span(start)
        first = not self.tokens or self.tokens[-1].span.line != span.line
        self.tokens.append(Token(kind, value, span, self._blocks, first))
        self._blocks = []
        return True

    def _number(self, text, start):
        if _VERSION.fullmatch(text):
            return self._push("version", text, start)
        if len(text) <= _LONGEST_NUMBER and (_HEX.fullmatch(text) or _DECIMAL.fullmatch(text)):
            return self._push("int", int(text, 0), start)
        too_long = len(text) > _LONGEST_NUMBER
        self.diagnostics.error(
            "bad-number", self._span(start),
            "this number has too many digits" if too_long else f"‘{text}’ is no number",
            note=None if too_long else "numbers are decimal, without leading zeros, or hexadecimal like 0x1f")
        return self._push("int", 0, start)

    def _string(self):
        text, start, parts, unclosed = self.source.text, self._at, [], False
        self._at += 1
        while True:
            char = text[self._at] if self._at < len(text) else "\n"
            if char == "\n":
                self.diagnostics.error("unterminated-string", self._span(start),
                                       "this string is not closed before the line ends")
                unclosed = True
                break
            self._at += 1
            if char == '"':
                break
            parts.append(self._escape() if char == "\\" else char)
        self._look_for_unseen(start)
        self._push("string", "".join(parts), start)
        self.tokens[-1].unclosed = unclosed
        return True

    def _escape(self):
        char = self.source.text[self._at] if self._at < len(self.source.text) else ""
        if char in ('"', "\\") and char:
            self._at += 1
            return char
        self.diagnostics.error("bad-escape", self.source.span(self._at - 1, self._at + (char not in ("", "\n"))),
                               "in a string ‘\\’ stands only before ‘\"’ and ‘\\’")
        return ""

    def _stray(self):
        start, text = self._at, self.source.text
        char = text[start]
        self._at += 1
        while self._at < len(text) and text[self._at] == char:
            self._at += 1
        shown = f"‘{char}’" if char.isprintable() else f"U+{ord(char):04X}"
        hint = "strings stand in double quotes" if char in "'`“”‘’" else None
        self.diagnostics.error("stray-character", self._span(start), f"{shown} has no meaning here", note=hint)


def _strip(line):
    body = line[3:]
    return (body[1:] if body.startswith(" ") else body).rstrip()
