"""Classes, functions and exports."""
from __future__ import annotations

from .. import syntax
from .bodies import BodyReader

CLASS_WORDS = ("backing", "state", "pending", "private", "event", "constructor", "readonly", "attribute",
               "method", "override",
               "implement", "on")
EXPORT_WORDS = ("default", "types", "subpath")


class ClassReader(BodyReader):
    """Reads the public layer."""

    def class_(self, head):
        """`class Name as TypeName extends Base implements P { … }`"""
        node = syntax.ClassDecl(self.name_of("the class"), **head)
        if self.accept_word("as"):
            node.type_name = self.expect_name("the name of the class in types")
        if self.accept_word("extends"):
            node.extends = self.expect_name("a class", syntax.Ref)
        if self.accept_word("implements"):
            node.implements = self.names("a protocol", syntax.Ref)
        node.damaged = self.block("the class", lambda: self._class_part(node), CLASS_WORDS)
        return node

    def _class_part(self, node):
        head = self.head()
        if self.accept_word("backing"):
            self._backing(node)
        elif self.accept_word("state"):
            self._single(node, "state")
            node.state = self.expect_name("flags", syntax.Ref)
            self.end("‘state’")
        elif self.accept_word("pending"):
            node.pending += self.names("the name of a stream callback")
            self.end("‘pending’")
        elif self.at_word(*CLASS_WORDS):
            word = self.take().value
            node.members.append(getattr(self, f"_member_{word}")(head))
        else:
            self.unknown("unknown-part", "a part of a class", CLASS_WORDS)

    def _single(self, node, word):
        already = getattr(node, word)
        if already is not None:
            self.error("duplicate-clause", self.previous.span, f"‘{word}’ stands here twice",
                       related=(already.span, "the first one"))

    def _backing(self, node):
        self._single(node, "backing")
        node.backing = self.expect_name("a native", syntax.Ref)
        node.lazy = self.accept_word("lazy") is not None
        self.end("‘backing’")

    def _member_private(self, head):
        name = self.expect_name("a field’s name")
        self.expect(":", f"and a type after the field ‘{name.text}’")
        type_ = self.type()
        self.expect("=", f"and a first value after the type of ‘{name.text}’")
        node = syntax.FieldDecl(name, type=type_, default=self.literal("a first value"), **head)
        self.end(f"the field ‘{name.text}’")
        return node

    def _member_event(self, head):
        node = syntax.EventDecl(self.expect_name("an event’s name"), params=self.params(), **head)
        self.end(f"the event ‘{node.name.text}’")
        return node

    def _member_constructor(self, head):
        name = syntax.Name("constructor", self.previous.span)
        node = syntax.CallableDecl(name, form="constructor", params=self.params(), **head)
        node.body, node.damaged = self.body("the constructor’s body")
        return node

    def _member_readonly(self, head):
        self.expect_word("attribute", "after ‘readonly’")
        node = self._attribute(head)
        self.expect("=", "and flags, a hook or a field after the attribute’s type")
        if self.accept_word("hook"):
            node.hook = self.expect_name("a hook’s name")
        elif self.accept_word("field"):
            node.field = self.expect_name("a field’s name")
        else:
            node.condition = self.condition()
        self.end(f"the attribute ‘{node.name.text}’")
        return node

    def _member_attribute(self, head):
        node = self._attribute(head)
        node.writable = True
        self.expect("=", "and a field after the attribute’s type")
        self.expect_word("field", "and its name, for what is set")
        node.field = self.expect_name("a field’s name")
        self.end(f"the attribute ‘{node.name.text}’")
        return node

    def _attribute(self, head):
        name = self.expect_name("an attribute’s name")
        self.expect(":", f"and a type after the attribute ‘{name.text}’")
        return syntax.AttributeDecl(name, type=self.type(), **head)

    def _member_method(self, head):
        node = syntax.CallableDecl(self.expect_name("a method’s name"), form="method", **head)
        if self.at("<"):
            node.type_params = self.items("<", ">", "the type parameters", self._type_param)
        node.params = self.params()
        node.returns = self._returns(node)
        node.body, node.damaged = self.body(f"the body of ‘{node.name.text}’")
        return node

    def _type_param(self):
        name = self.expect_name("a type parameter’s name")
        self.expect(":", f"and a protocol after ‘{name.text}’")
        return syntax.TypeParamDecl(name, self.expect_name("a protocol", syntax.Ref))

    def _returns(self, node):
        self.expect("->", f"and a type after the parameters of ‘{node.name.text}’ (‘-> void’ for none)")
        return self.type()

    def _member_override(self, head):
        node = syntax.CallableDecl(self.expect_name("a method’s name"), form="override", **head)
        node.params = self.params()
        if not self.accept("="):
            node.body, node.damaged = self.body(f"the override of ‘{node.name.text}’")
            return node
        self.expect_word("hook", "after the ‘=’")
        node.body = [syntax.HookClause(self.expect_name("a hook’s name"))]
        self.end(f"the override of ‘{node.name.text}’")
        return node

    def _member_implement(self, head):
        form = self.accept_word("get", "method")
        if form is None:
            self.fail("expected-word", self.token.span, f"expected ‘get’ or ‘method’, found {self.token.shown}")
        node = syntax.ImplementDecl(self.symbol_name(), form=form.value, **head)
        self.expect("=", f"and what stands for ‘{node.name.text}’")
        if not self.accept_word("backing"):
            self.expect_word("hook", "or ‘backing’ after the ‘=’")
            node.hook = self.expect_name("a hook’s name")
        self.end(f"the implementation of ‘{node.name.text}’")
        return node

    def _member_on(self, head):
        return self.handler(head)

    # ------------------------------------------------------------ functions

    def function(self, head):
        """`function name(…) -> type { … }` or `= Native.op;`"""
        node = syntax.CallableDecl(self.name_of("the function"), form="function", **head)
        node.params = self.params()
        node.returns = self._returns(node)
        if not self.accept("="):
            node.body, node.damaged = self.body(f"the body of ‘{node.name.text}’")
            return node
        node.delegate = self.name_expression()
        self.end(f"the function ‘{node.name.text}’")
        return node

    # ------------------------------------------------------------ exports

    def exports(self, _head):
        """`exports { … }`"""
        node = syntax.ExportsDecl(span=self.previous.span)
        node.damaged = self.block("the exports", lambda: self._export(node))
        return node

    def _export(self, node):
        if self.at_word(*EXPORT_WORDS):
            word = self.take().value
            if word == "subpath":
                path = self.expect_string("a path that begins with ‘./’")
                node.subpaths.append(syntax.SubpathDecl(path, self.expect_name("what is exported there")))
            elif word == "types":
                node.types += self.names("a type’s name", syntax.Ref)
            else:
                if node.default is not None:
                    self.error("duplicate-clause", self.previous.span, "‘default’ stands here twice",
                               related=(node.default.span, "the first one"))
                node.default = self.expect_name("what the module itself is", syntax.Ref)
            self.end(f"‘{word}’")
        else:
            node.entries.append(self._export_entry())

    def _export_entry(self):
        name = self.expect_name("a name to export")
        node = syntax.EntryDecl(name)
        if self.at("{"):
            with self.nested(name.span):
                self.block(f"the group ‘{name.text}’", lambda: node.entries.append(self._export_entry()))
            return node
        if self.accept(":"):
            node.target = self.expect_name(f"what ‘{name.text}’ is", syntax.Ref)
        else:
            node.target = syntax.Ref(name.text, name.span)
        self.end(f"‘{name.text}’")
        return node
