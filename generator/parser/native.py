"""The native boundary."""
from __future__ import annotations

from .. import syntax
from .values import ValueReader

NATIVE_WORDS = ("storage", "thread", "request", "flags", "op", "static", "callback", "teardown")
OP_EFFECTS = ("throws", "request", "completes", "starts", "stops", "posts")
CALLBACK_EFFECTS = ("deliver", "gathers", "reenters")


class NativeReader(ValueReader):
    """Reads natives."""

    def native(self, head):
        """`native Name { … }`"""
        node = syntax.NativeDecl(self.name_of("the native"), **head)
        node.damaged = self.block("the native", lambda: self._native_part(node), NATIVE_WORDS)
        return node

    def _native_part(self, node):
        head = self.head()
        if self.accept_word("storage"):
            node.storage = self._once(node.storage, "storage", "a struct of libuv")
        elif self.accept_word("thread"):
            node.thread = self._once(node.thread, "thread", "a thread")
        elif self.accept_word("teardown"):
            node.teardown = self._once(node.teardown, "teardown", "an operation")
        elif self.accept_word("request"):
            node.requests.append(self.expect_name("a request’s name"))
            self.end("the request")
        elif self.accept_word("flags"):
            # Nobody outside of the native could look for that name.
            node.flags.append(self.flags_called(self.expect_name("a name for the flags"), head))
        elif self.at_word("op", "static"):
            node.ops.append(self._op(head))
        elif self.accept_word("callback"):
            node.callbacks.append(self._callback(head))
        else:
            self.unknown("unknown-part", "a part of a native", NATIVE_WORDS)

    def _once(self, already, word, what):
        span = self.previous.span
        if already is not None:
            self.error("duplicate-clause", span, f"‘{word}’ stands here twice", related=(already.span, "the first one"))
        name = self.expect_name(what)
        self.end(f"‘{word}’")
        return name

    def _op(self, head):
        static = self.accept_word("static") is not None
        self.expect_word("op", "after ‘static’")
        node = syntax.OpDecl(self.expect_name("the operation’s name"), static=static, **head)
        node.params = self.params()
        if self.accept("->"):
            node.returns = self.type()
            node.ownership = self.ownership()
        node.effects = self._effects(OP_EFFECTS)
        self.end(f"the operation ‘{node.name.text}’")
        return node

    def _callback(self, head):
        node = syntax.CallbackDecl(self.expect_name("the callback’s name"), **head)
        node.params = self.params()
        node.effects = self._effects(CALLBACK_EFFECTS)
        self.end(f"the callback ‘{node.name.text}’")
        return node

    def _effects(self, words):
        result = []
        while self.accept(",") or (self.token.kind == "name" and not self._next_part()):
            if not self.at_word(*words):
                self.fail("unknown-effect", self.token.span,
                          f"expected {_either(words)}, found {self.token.shown}", among=words,
                          name=self.token.value if self.token.kind == "name" else None)
            word = self.expect_name("")
            result.append(syntax.Effect(word, self.expect_name(f"a name after ‘{word.text}’")))
        return result

    def _next_part(self):
        """A forgotten `;`: the next part of the native begins on a line of its own."""
        return self.token.first and self.at_word(*NATIVE_WORDS) and not (
            self.at_word("request") and self.previous.value == ",")


def _either(words):
    return ", ".join(f"‘{w}’" for w in words[:-1]) + f" or ‘{words[-1]}’"
