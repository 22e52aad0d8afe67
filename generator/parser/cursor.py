"""The place in the token list: looking, taking, complaining, and finding the way back."""
from __future__ import annotations

from contextlib import contextmanager

from .. import syntax
from ..diagnostics import nearest

DECLARATIONS = ("module", "shared", "import", "extern", "hooks", "errors", "flags", "enum", "const",
                "scalar", "resource", "type", "dictionary", "protocol", "native", "class", "function", "exports")
DEEPEST = 40


class Recover(Exception):
    """A complaint has been made; whoever reads the surrounding list goes on behind the damage."""


class Cursor:
    """Reads tokens. The methods named `expect_…` complain and raise Recover when something else is there."""

    def __init__(self, source, tokens, diagnostics):
        self.source = source
        self.tokens = tokens
        self.diagnostics = diagnostics
        self.lost = set()
        self.damaged = False
        self._at = 0
        self._depth = 0
        self._blocks = []
        self._documented = set()

    # ------------------------------------------------------------ looking

    @property
    def token(self):
        """The token that comes next."""
        return self.tokens[self._at]

    @property
    def previous(self):
        """The token taken last; the first one if none was."""
        return self.tokens[max(self._at - 1, 0)]

    @property
    def following(self):
        """The token behind the next one."""
        return self.tokens[min(self._at + 1, len(self.tokens) - 1)]

    def at(self, mark):
        """The next token is this mark."""
        return self.token.kind == "mark" and self.token.value == mark

    def at_word(self, *words):
        """The next token is one of these words."""
        return self.token.kind == "name" and self.token.value in words

    # ------------------------------------------------------------ taking

    def take(self):
        """Takes the next token; the end of the file stays."""
        token = self.token
        if token.kind != "end":
            self._at += 1
        return token

    def accept(self, mark):
        """Takes this mark if it is there."""
        return self.take() if self.at(mark) else None

    def accept_word(self, *words):
        """Takes one of these words if it is there."""
        return self.take() if self.at_word(*words) else None

    def expect(self, mark, where):
        """Takes this mark. `where` completes "expected ‘x’ …"."""
        if not self.at(mark):
            self.fail("expected-mark", self.token.span, f"expected ‘{mark}’ {where}, found {self.token.shown}")
        return self.take()

    def expect_word(self, word, where):
        """Takes this word."""
        if not self.at_word(word):
            self.fail("expected-word", self.token.span, f"expected ‘{word}’ {where}, found {self.token.shown}",
                      among=(word,), name=self.token.value if self.token.kind == "name" else None)
        return self.take()

    def expect_name(self, what, make=syntax.Name):
        """Takes a name; `what` says whose: "a name for the flag"."""
        if self.token.kind != "name":
            self.fail("expected-name", self.token.span, f"expected {what}, found {self.token.shown}")
        token = self.take()
        return make(token.value, token.span)

    def expect_string(self, what):
        """Takes a string."""
        if self.token.kind != "string":
            self.fail("expected-string", self.token.span,
                      f"expected {what}, in double quotes, found {self.token.shown}")
        token = self.take()
        return syntax.Text(token.value, token.span)

    def end(self, what):
        """Takes the `;` behind `what`. Where only the `;` was forgotten, complains and goes on as if it stood there."""
        if self.accept(";"):
            return
        if self.token.first or self.at("}") or self.token.kind == "end":
            if self.previous.unclosed:
                return
            self.diagnostics.error("missing-semicolon", self.previous.span.after(), f"missing ‘;’ after {what}")
            return
        self.fail("expected-mark", self.token.span, f"expected ‘;’ after {what}, found {self.token.shown}")

    def names(self, what, make=syntax.Name):
        """One or more names, separated by commas."""
        result = [self.expect_name(what, make)]
        while self.accept(","):
            result.append(self.expect_name(what, make))
        return result

    def items(self, opening, closing, what, read):
        """`opening`, things that `read` reads, separated by commas, `closing`."""
        self.expect(opening, f"before {what}")
        result = []
        while not self.at(closing):
            result.append(read())
            if not self.accept(","):
                break
        self.expect(closing, f"after {what}")
        return result

    # ------------------------------------------------------------ complaining

    def error(self, id, span, message, **more):
        """Complains and goes on."""
        self.diagnostics.error(id, span, message, **more)

    def fail(self, id, span, message, **more):
        """Complains and gives up on what is being read; what a string has swallowed is no second complaint."""
        if self._at > 0 and self.previous.unclosed:
            raise Recover
        self.diagnostics.error(id, span, message, **more)
        raise Recover

    @contextmanager
    def nested(self, span):
        """Counts how deep types and groups stand in each other, and refuses what nobody writes."""
        if self._depth >= DEEPEST:
            self.fail("too-deep", span, f"nested more than {DEEPEST} deep")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    # ------------------------------------------------------------ documentation and annotations

    def head(self):
        """What stands before a declaration or member: docs and annotations, as keywords for an Item."""
        docs = self.token.docs[-1:]
        if docs:
            self._documented.add(id(docs[0]))
        annotations = []
        while self.accept("@"):
            name = self.expect_name("an annotation’s name")
            value = None
            if self.accept("("):
                value = self.expect_string("the annotation’s value")
                self.expect(")", "after the annotation’s value")
            annotations.append(syntax.Annotation(name, value))
        return {"docs": docs, "annotations": annotations}

    def complain_about_stray_docs(self):
        """Documentation that no declaration has taken."""
        for token in self.tokens:
            for block in token.docs:
                if id(block) not in self._documented:
                    self.error("stray-doc", block.span, "this documentation belongs to nothing",
                               note="a ‘///’ comment stands directly before what it documents")

    # ------------------------------------------------------------ recovering

    def block(self, what, read, words=()):
        """`{ … }`: calls `read` for each thing inside. `words` are those that such a thing can begin with.

        Returns True when something in it could not be read.
        """
        opening = self.expect("{", f"to begin {what}")
        self._blocks.append((self._indentation(), words))
        try:
            return self._inside(opening, what, read)
        finally:
            self._blocks.pop()

    def _inside(self, opening, what, read):
        damaged = False
        while not self.at("}"):
            if self.token.kind == "end" or self._outside():
                self.error("unclosed-block", opening.span, f"this ‘{{’ is never closed; it begins {what}")
                self.damaged = True
                return True
            start = self._at
            try:
                read()
            except Recover:
                damaged = self.damaged = True
                self.resynchronise(start)
        self.take()
        return damaged

    def _indentation(self):
        """The column in which the line of the token taken last begins."""
        at = self._at - 1
        while not self.tokens[at].first:
            at -= 1
        return self.tokens[at].span.column

    def _outside(self):
        """A line that goes on with something that only a surrounding block can hold, and is not indented as the
        inside of this one: the block was to end before it. Nothing that is right looks like this."""
        token, (column, words) = self.token, self._blocks[-1]
        if not token.first or token.span.column > column or self.at_word(*words):
            return False
        if self.following.kind not in ("name", "string") and self.following.value != "(":
            return False
        return self.at_word(*DECLARATIONS) or any(self.at_word(*outer) for _, outer in self._blocks[:-1])

    def resynchronise(self, start):
        """Skips the rest of what began at token `start`: to the next line that is not indented more than its own,
        and, where several things share a line, to behind the next `;`."""
        depth = sum(_brace(token) for token in self.tokens[start:self._at])
        column = self.tokens[start].span.column if self.tokens[start].first else 0
        self._skip_docs(start)
        while self.token.kind != "end":
            token = self.token
            if self._at > start and token.first and token.span.column <= column:
                if self.at("}") and token.span.column == column:
                    self.take()
                return
            if depth <= 0 and self.at("}") and not column:
                break
            depth += _brace(self.take())
            self._skip_docs(self._at - 1)
            if token.value == ";" and depth <= 0 and (not column or not self.token.first):
                break
        if self._at == start:
            self.take()

    def _skip_docs(self, start):
        for token in self.tokens[start:max(self._at, start + 1)]:
            self._documented.update(id(block) for block in token.docs)

    def unknown(self, id, what, words):
        """The next word begins no `what`; `words` do. Raises Recover."""
        token = self.token
        name = token.value if token.kind == "name" else None
        close = nearest(name, words) if name else None
        note = None if close else f"{what} begins with " + " or ".join(f"‘{w}’" for w in words)
        self.fail(id, token.span, f"{token.shown} begins no {what.split(' ', 1)[1]}", among=words, name=name, note=note)


def _brace(token):
    if token.kind != "mark":
        return 0
    return {"{": 1, "}": -1}.get(token.value, 0)
