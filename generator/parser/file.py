"""A whole file: its header, then declarations in any order."""
from __future__ import annotations

from .. import syntax
from ..lexer import Lexer
from .classes import ClassReader
from .cursor import DECLARATIONS, Recover

_READERS = {
    "errors": "errors", "flags": "flags", "enum": "enum", "const": "const", "scalar": "scalar", "type": "alias",
    "dictionary": "dictionary", "protocol": "protocol", "native": "native", "class": "class_",
    "function": "function", "exports": "exports",
}
_BARE = ("module", "shared", "import", "hooks", "exports")


class FileReader(ClassReader):
    """Reads what stands at the margin."""

    def file(self, module_doc):
        """Returns the syntax.File; never raises."""
        result = syntax.File(self.source, doc=module_doc)
        while self.token.kind != "end":
            start, names = self._at, len(self.lost)
            try:
                self._declaration(result)
            except Recover:
                self.damaged = True
                result.nameless = result.nameless or len(self.lost) == names
                self.resynchronise(start)
        result.lost, result.damaged = self.lost, self.damaged
        self.complain_about_stray_docs()
        return result

    def _declaration(self, result):
        if self.at("}"):
            self.error("unopened-block", self.take().span, "this ‘}’ closes nothing")
            self.damaged = True
            return
        bare = self.at_word(*_BARE)
        head = {} if bare else self.head()
        if not self.at_word(*DECLARATIONS):
            self.unknown("unknown-declaration", "a declaration", DECLARATIONS)
        word = self.take().value
        if word in ("module", "shared"):
            self._header(result, word)
        elif word == "import":
            names = self.names("a name to import", syntax.Ref)
            self.expect_word("from", "and a file after the names")
            self._add(result, syntax.Import(names, self.expect_string("the file to import from")), "the import")
        elif word == "hooks":
            paths = [self.expect_string("a file of hooks")]
            while self.accept(","):
                paths.append(self.expect_string("a file of hooks"))
            self._add(result, syntax.HookFiles(paths), "the list of hook files")
        elif word == "extern":
            result.items += self._extern(head)
        else:
            self._named(result, word, head)

    def _add(self, result, node, what):
        result.items.append(node)
        self.end(what)

    def _named(self, result, word, head):
        resource = word == "resource"
        if resource:
            self.expect_word("scalar", "after ‘resource’")
            word = "scalar"
        node = getattr(self, _READERS[word])(head)
        if resource:
            node.resource = True
        result.items.append(node)

    def _header(self, result, word):
        span = self.previous.span
        if word == "shared":
            header = syntax.SharedHeader(self.expect_name("a name for what is shared"))
        else:
            name = self.expect_name("the module’s name")
            package = self.expect_string("the npm package’s name")
            self.expect_word("version", "and a number after the package’s name")
            if self.token.kind not in ("version", "int"):
                self.fail("expected-value", self.token.span, f"expected a version like 1.0, found {self.token.shown}")
            version = self.take().span
            header = syntax.ModuleHeader(name, package, version.text, version)
        self.end("the header")
        if result.header is not None:
            self.error("duplicate-clause", span, "a file has one header",
                       related=(result.header.name.span, "the first one"))
            return
        result.header = header

    def _extern(self, head):
        if self.accept_word("class"):
            return [self._extern_class(head)]
        if not self.accept_word("type"):
            self.fail("expected-word", self.token.span,
                      f"expected ‘class’ or ‘type’ after ‘extern’, found {self.token.shown}")
        nodes = [self._extern_type(head)]
        while self.accept(","):
            nodes.append(self._extern_type(head))
        self.expect_word("from", "and a package after the types")
        package = self.expect_string("a package’s name")
        optional = self.accept_word("optional") is not None
        for node in nodes:
            node.package, node.optional = package, optional
        self.end("the extern types")
        return nodes

    def _extern_type(self, head):
        name = self.name_of("the type")
        self.expect(":", f"and ‘object’, ‘string’, ‘number’ or ‘function’ after ‘{name.text}’")
        node = syntax.ExternTypeDecl(name, js_kind=self.expect_name("a kind of value"), **head)
        if self.accept_word("with"):
            node.methods = self.names("a method’s name")
            self.expect_word("as", "and a noun for messages after the methods")
            node.noun = self.expect_string("a noun for messages")
            self.expect_word("else", "and an error code after the noun")
            node.error = self.expect_name("an error code")
        return node

    def _extern_class(self, head):
        node = syntax.ExternClassDecl(self.name_of("the class"), **head)
        self.expect_word("from", "and a package after the class")
        node.package = self.expect_string("a package’s name")
        if self.accept_word("events"):
            node.events = self.expect_name("the type of the event map")
        if self.accept_word("emits"):
            node.emits = self.names("an event’s name")
        if self.accept_word("overrides"):
            node.overrides = self.names("a method’s name")
        self.end(f"the class ‘{node.name.text}’")
        return node


def parse(source, diagnostics):
    """Reads a Source into a syntax.File and adds what is wrong with its text to `diagnostics`."""
    lexer = Lexer(source, diagnostics)
    tokens = lexer.run()
    return FileReader(source, tokens, diagnostics).file(lexer.module_doc)
