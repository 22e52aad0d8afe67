"""Types, ownership words, parameters and literals."""
from __future__ import annotations

from .. import syntax
from .cursor import Cursor

OWNERSHIP = ("copy", "borrow", "own", "pin", "lend")


class TypeReader(Cursor):
    """Reads what stands behind a colon or an arrow."""

    def type(self):
        """`A | B`, or a single type."""
        start = self.token.span
        with self.nested(start):
            alternatives = [self._suffixed()]
            while self.accept("|"):
                alternatives.append(self._suffixed())
        if len(alternatives) == 1:
            return alternatives[0]
        return syntax.UnionType(alternatives, start.to(self.previous.span))

    def named_type(self, what):
        """A type that can only be a name."""
        return syntax.NamedType(self.expect_name(what, syntax.Ref))

    def _suffixed(self):
        start = self.token.span
        result, count = self._primary(), 0
        while self.at("?") or self.at("["):
            count += 1
            if count > 8:
                self.fail("too-deep", self.token.span, "more than 8 of ‘?’ and ‘[]’ in a row")
            if self.take().value == "?":
                result = syntax.WrappedType("nullable", result, start.to(self.previous.span))
            else:
                self.expect("]", "after the ‘[’ of an array type")
                result = syntax.WrappedType("array", result, start.to(self.previous.span))
        return result

    def _primary(self):
        token = self.token
        if token.kind == "string":
            return syntax.LiteralType(self.expect_string("a string"))
        if self.at("["):
            items = self.items("[", "]", "the parts of a tuple", self._tuple_item)
            return syntax.TupleType(items, token.span.to(self.previous.span))
        if token.kind != "name":
            self.fail("expected-type", token.span, f"expected a type, found {token.shown}")
        if self.accept_word("fn"):
            params = self.items("(", ")", "the parameters", self.param)
            returns = self._primary() if self.accept("->") else None
            return syntax.FnType(params, token.span.to(self.previous.span), returns)
        if self.accept_word("uv"):
            self.expect("<", "and an enum of handle types after ‘uv’")
            of = self.named_type("the enum of handle types")
            self.expect(">", "after the enum of handle types")
            return syntax.WrappedType("handle", of, token.span.to(self.previous.span))
        if self.accept_word("Promise"):
            self.expect("<", "and a type after ‘Promise’")
            of = self.type()
            self.expect(">", "after what the promise brings")
            return syntax.WrappedType("promise", of, token.span.to(self.previous.span))
        return self.named_type("a type")

    def _tuple_item(self):
        name = self.expect_name("a name for this part of the tuple")
        self.expect(":", f"after ‘{name.text}’")
        return syntax.ParamDecl(name, self.type(), ownership=self.ownership())

    # ------------------------------------------------------------ parameters

    def params(self):
        """`(a: T, b?: U = v)`; `self` stands without a type."""
        return self.items("(", ")", "the parameters", self.param)

    def param(self):
        """One parameter."""
        name = self.expect_name("a parameter’s name")
        if name.text == "self":
            return syntax.ParamDecl(name, None)
        optional = self.accept("?") is not None
        self.expect(":", f"and a type after the parameter ‘{name.text}’")
        type_ = self.type()
        ownership = self.ownership()
        default = self.literal("a default") if self.accept("=") else None
        return syntax.ParamDecl(name, type_, optional, default, ownership)

    def ownership(self):
        """An ownership word, or None when something else follows."""
        token = self.token
        if token.kind != "name" or self.at_word("throws", "request", "completes", "starts", "stops"):
            return None
        if token.value not in OWNERSHIP:
            self.fail("unknown-ownership", token.span, f"{token.shown} is no ownership word",
                      among=OWNERSHIP, name=token.value,
                      note="they are ‘copy’, ‘borrow’, ‘own’, ‘own on success’, ‘own or borrow’, ‘pin until …’ and ‘lend’")
        word, until = self.take().value, None
        if word == "own" and self.accept_word("on"):
            self.expect_word("success", "after ‘own on’")
            word = "own on success"
        elif word == "own" and self.accept_word("or"):
            self.expect_word("borrow", "after ‘own or’")
            word = "own or borrow"
        elif word == "pin":
            self.expect_word("until", "after ‘pin’")
            word, until = "pin until", self.expect_name("the callback that ends the pin")
        return syntax.OwnershipWord(word, until, token.span.to(self.previous.span))

    # ------------------------------------------------------------ literals

    def literal(self, what):
        """A number, a string, true, false, null, `{}`, or the name of a constant."""
        token = self.token
        if token.kind in ("int", "string"):
            self.take()
            return syntax.Literal(token.kind, token.value, token.span)
        if self.at("-") and self.following.kind == "int":
            self.take()
            number = self.take()
            return syntax.Literal("int", -number.value, token.span.to(number.span))
        if self.at("{") and self.following.value == "}":
            self.take()
            return syntax.Literal("empty", None, token.span.to(self.take().span))
        if token.kind == "name":
            self.take()
            words = {"true": ("boolean", True), "false": ("boolean", False), "null": ("null", None)}
            kind, value = words.get(token.value, ("const", None))
            return syntax.Literal(kind, syntax.Ref(token.value, token.span) if kind == "const" else value, token.span)
        return self.fail("expected-value", token.span, f"expected {what}, found {token.shown}",
                         note="a value is a number, a string, true, false, null, {} or a constant’s name")

    def bound(self, what):
        """A number, or the name of a constant."""
        value = self.literal(what)
        if value.kind not in ("int", "const"):
            self.fail("expected-value", value.span, f"expected {what}: a number or a constant’s name")
        return value
