"""Declarations of the values layer."""
from __future__ import annotations

from .. import syntax
from .types import TypeReader

PROTOCOL_WORDS = ("symbol", "required", "optional", "missing", "mismatch")


class ValueReader(TypeReader):
    """Reads errors, flags, enums, constants, scalars, aliases, dictionaries and protocols."""

    def errors(self, head):
        """`errors Name { CODE: "text"; … }`"""
        node = syntax.ErrorsDecl(self.name_of("the errors"), **head)
        node.damaged = self.block("the error codes", lambda: node.codes.append(self._error_code()))
        return node

    def _error_code(self):
        head = self.head()
        name = self.expect_name("an error code’s name")
        message = self.expect_string("the error’s message") if self.accept(":") else None
        self.end(f"the error code ‘{name.text}’")
        return syntax.ErrorCodeDecl(name, message=message, **head)

    def flags(self, head):
        """`flags Name: u32 { FLAG = 0x1; … }`"""
        return self.flags_called(self.name_of("the flags"), head)

    def flags_called(self, name, head):
        """What stands behind the name of flags."""
        node = syntax.FlagsDecl(name, **head)
        node.type = self._number_type("the flags")
        node.damaged = self.block("the flags", lambda: node.members.append(self._member("flag")))
        return node

    def enum(self, head):
        """`enum Name: u32 { MEMBER = c "C_NAME" 7; … }`"""
        node = syntax.EnumDecl(self.name_of("the enum"), **head)
        node.type = self._number_type("the enum")
        node.damaged = self.block("the enum’s members", lambda: node.members.append(self._member("member")))
        return node

    def _number_type(self, what):
        self.expect(":", f"and a type after the name of {what}")
        return self.named_type(f"the type of {what}")

    def _member(self, what):
        head = self.head()
        name = self.expect_name(f"a {what}’s name")
        self.expect("=", f"and a number after the {what} ‘{name.text}’")
        c_name = self.expect_string("the name of the constant in C") if self.accept_word("c") else None
        value = self.bound(f"the {what}’s number")
        self.end(f"the {what} ‘{name.text}’")
        return syntax.MemberDecl(name, value=value, c_name=c_name, **head)

    def const(self, head):
        """`const NAME: u32 = 1;`"""
        name = self.name_of("the constant")
        self.expect(":", f"and a type after the constant ‘{name.text}’")
        type_ = self.named_type("the constant’s type")
        self.expect("=", "before the constant’s value")
        value = self.literal("the constant’s value")
        self.end(f"the constant ‘{name.text}’")
        return syntax.ConstDecl(name, type=type_, value=value, **head)

    def scalar(self, head):
        """`[resource] scalar Name = i32 in 0..=9 as "noun" else CODE from null = 0;`, a boolean without a range"""
        node = syntax.ScalarDecl(self.name_of("the scalar"), **head)
        self.expect("=", f"after the scalar ‘{node.name.text}’")
        node.type = self.named_type("the scalar’s representation")
        if not self.at_word("as"):
            self._range(node)
        self.expect_word("as", "and a noun for messages after the range")
        node.noun = self.expect_string("a noun for messages")
        self.expect_word("else", "and an error code after the noun")
        node.error = self.expect_name("an error code")
        if self.accept_word("from"):
            node.conversions = [self._conversion()]
            while self.accept(","):
                node.conversions.append(self._conversion())
        self.end(f"the scalar ‘{node.name.text}’")
        return node

    def _range(self, node):
        node.unit = self._unit()
        node.low = self.bound("the lowest value")
        if self.accept(".."):
            self.fail("open-range", self.previous.span, "a range includes both of its ends and is written with ‘..=’")
        self.expect("..=", "between the two ends of the range")
        node.high = self.bound("the highest value")

    def _unit(self):
        if self.accept_word("in"):
            return None
        if self.token.kind != "name":
            self.fail("expected-word", self.token.span,
                      f"expected ‘in’ or ‘bytes’ and a range after the representation, found {self.token.shown}")
        return self.expect_name("the unit of the range")

    def _conversion(self):
        source = self.literal("the value that stands for another")
        self.expect("=", "and what it stands for")
        return syntax.ConversionDecl(source, self.literal("the value that it stands for"))

    def alias(self, head):
        """`type Name = A | B;`"""
        name = self.name_of("the type")
        self.expect("=", f"after the type ‘{name.text}’")
        node = syntax.AliasDecl(name, type=self.type(), **head)
        self.end(f"the type ‘{name.text}’")
        return node

    def dictionary(self, head):
        """`dictionary Name extends A, B { option: type = default; … }`"""
        node = syntax.DictionaryDecl(self.name_of("the dictionary"), **head)
        if self.accept_word("extends"):
            node.parents = self.names("a dictionary", syntax.Ref)
        node.damaged = self.block("the options", lambda: node.members.append(self._option()))
        return node

    def _option(self):
        head = self.head()
        name = self.expect_name("an option’s name")
        optional = self.accept("?") is not None
        self.expect(":", f"and a type after the option ‘{name.text}’")
        type_ = self.type()
        default = self.literal("the default") if self.accept("=") else None
        self.end(f"the option ‘{name.text}’")
        return syntax.OptionDecl(name, type=type_, optional=optional, default=default, **head)

    # ------------------------------------------------------------ protocols

    def protocol(self, head):
        """`protocol Name { symbol …; required get …; optional method …; missing else …; mismatch else …; }`"""
        node = syntax.ProtocolDecl(self.name_of("the protocol"), **head)
        node.damaged = self.block("the protocol", lambda: self._protocol_part(node), PROTOCOL_WORDS)
        return node

    def _protocol_part(self, node):
        head = self.head()
        if self.accept_word("symbol"):
            name = self.expect_name("a name for the symbol")
            self.expect("=", f"and the symbol’s key after ‘{name.text}’")
            node.symbols.append(syntax.SymbolDecl(name, key=self._symbol_key(), **head))
            self.end(f"the symbol ‘{name.text}’")
        elif self.at_word("missing", "mismatch"):
            word = self.expect_name("")
            self.expect_word("else", f"after ‘{word.text}’")
            code = self.expect_name("an error code")
            node.refusals.append(syntax.RefusalDecl(word, code, self.expect_string("the message")))
            self.end(f"‘{word.text}’")
        elif self.at_word("required", "optional"):
            node.members.append(self._protocol_member(head))
        else:
            self.unknown("unknown-part", "a part of a protocol", PROTOCOL_WORDS)

    def _symbol_key(self):
        if not self.accept_word("Symbol"):
            return self.expect_string("‘Symbol.name’, or a key of the registry")
        self.expect(".", "after ‘Symbol’")
        return self.expect_name("the name of one of the language’s own symbols")

    def _protocol_member(self, head):
        required = self.take().value == "required"
        form = self.accept_word("get", "method")
        if form is None:
            self.fail("expected-word", self.token.span, f"expected ‘get’ or ‘method’, found {self.token.shown}")
        node = syntax.ProtocolMemberDecl(self.symbol_name(), form=form.value, required=required, **head)
        if form.value == "get":
            self.expect(":", "and a type")
            node.type = self.type()
        else:
            node.params = self.params()
            node.returns = self.type() if self.accept("->") else None
        self.end(f"‘{node.name.text}’")
        return node

    def symbol_name(self):
        """`[name]`"""
        self.expect("[", "before the name of a symbol")
        name = self.expect_name("the name of a symbol")
        self.expect("]", f"after ‘{name.text}’")
        return name

    def name_of(self, what):
        """The name of a declaration. What comes after it may fail: it is `lost` until the declaration is read."""
        name = self.expect_name(f"a name for {what}")
        self.lost.add(name.text)
        return name
