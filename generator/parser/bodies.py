"""Clauses of a body, and expressions."""
from __future__ import annotations

from .. import syntax
from .native import NativeReader

CLAUSES = ("guard", "overload", "read", "set", "clear", "once", "listen", "call", "unless", "if", "hook", "dispatch",
           "super", "notify")
HANDLER_ACTIONS = ("hook", "emit", "settle")


class BodyReader(NativeReader):
    """Reads what stands between the braces of a constructor, a method or a function."""

    def body(self, what):
        """Returns the clauses, and whether one of them could not be read."""
        clauses = []
        damaged = self.block(what, lambda: clauses.append(self._clause()), CLAUSES)
        return clauses, damaged

    def _clause(self):
        token = self.token
        if not self.at_word(*CLAUSES):
            self.unknown("unknown-clause", "a clause", CLAUSES)
        word = self.take().value
        if word in ("unless", "if"):
            return self._guarded_call(word, token)
        return getattr(self, f"_clause_{word}")(token)

    def _clause_guard(self, _):
        condition = self.condition()
        self.expect_word("else", "and an error code after the condition")
        node = syntax.Guard(condition, self.expect_name("an error code"))
        self.end("the guard")
        return node

    def condition(self):
        """Flags, each perhaps with a `!`, all tied by `&` or all by `|`."""
        terms, operator = [self._term()], None
        while self.at("&") or self.at("|"):
            mark = self.take()
            if operator not in (None, mark.value):
                self.fail("mixed-condition", mark.span, "a condition has only ‘&’ or only ‘|’ in it")
            operator = mark.value
            terms.append(self._term())
        return syntax.ConditionSyntax(operator or "&", terms)

    def _term(self):
        negated = self.accept("!") is not None
        return syntax.TermSyntax(self.expect_name("a flag"), negated)

    def _clause_overload(self, token):
        params = self.items("(", ")", "the parameters of the overload", self._overload_param)
        where = []
        if self.accept_word("where"):
            where.append(self._where())
            while self.accept(","):
                where.append(self._where())
        node = syntax.Overload(params, where, token.span.to(self.previous.span))
        self.end("the overload")
        return node

    def _overload_param(self):
        name = self.expect_name("a parameter’s name")
        return syntax.OverloadItem(name, self.accept("?") is not None)

    def _where(self):
        name = self.expect_name("a parameter’s name after ‘where’")
        self.expect("=", f"after ‘{name.text}’")
        return syntax.Where(name, self.name_expression())

    def _clause_read(self, _):
        node = syntax.Read(self.expect_name("a parameter’s name"))
        self.end("‘read’")
        return node

    def _clause_set(self, _):
        if self.following.value == "=":
            name = self.expect_name("a field’s name")
            self.take()
            node = syntax.FieldChange(name, self.expression())
        else:
            node = syntax.FlagChange("set", self.names("a flag or a field"))
        self.end("‘set’")
        return node

    def _clause_clear(self, _):
        node = syntax.FlagChange("clear", self.names("a flag"))
        self.end("‘clear’")
        return node

    def _clause_once(self, token):
        event = self.expect_name("an event")
        self.expect("->", f"and a parameter after the event ‘{event.text}’")
        node = syntax.Listener(token.value, event, self.expect_name("a parameter"))
        self.end(f"‘{token.value}’")
        return node

    _clause_listen = _clause_once

    def _guarded_call(self, word, token):
        unless, if_backing = None, False
        if word == "unless":
            unless = self.expect_name("a flag after ‘unless’")
        else:
            self.expect_word("backing", "after ‘if’")
            if_backing = True
        self.expect_word("call", f"after the condition of ‘{word}’")
        return self._clause_call(token, unless, if_backing)

    def _clause_call(self, token, unless=None, if_backing=False):
        node = syntax.Call(self.expect_name("an operation"), [], unless=unless, if_backing=if_backing)
        node.args = self._arguments()
        node.span = token.span.to(self.previous.span)
        if self.accept_word("then"):
            node.then = self._hook()
        if self.accept_word("catch"):
            node.catch = self._hook()
        self.end("the call")
        return node

    def _arguments(self):
        return self.items("(", ")", "the arguments", self.expression)

    def _hook(self):
        self.expect_word("hook", f"after ‘{self.previous.value}’")
        return self.expect_name("a hook’s name")

    def _clause_hook(self, _):
        node = syntax.HookClause(self.expect_name("a hook’s name"))
        self.end("the hook")
        return node

    def _clause_dispatch(self, _):
        node = syntax.Dispatch(self.expect_name("a parameter’s name"), [])
        self.block("the cases", lambda: node.cases.append(self._case()))
        return node

    def _case(self):
        start = self.token.span
        type_ = self.named_type("a type")
        self.expect("->", "and a method after the type")
        method = self.expect_name("a method")
        args = self._arguments()
        span = start.to(self.previous.span)
        self.end("the case")
        return syntax.DispatchCase(type_, method, args, span)

    def _clause_super(self, token):
        args = self._arguments() if self.at("(") else None
        node = syntax.SuperClause(args, token.span.to(self.previous.span))
        self.end("‘super’")
        return node

    def _clause_notify(self, _):
        node = syntax.Notify(self.name_expression())
        self.end("‘notify’")
        return node

    # ------------------------------------------------------------ expressions

    def expression(self):
        """A literal, a parameter, a member of one, or `{ key: expression }`."""
        if self.at("{") and self.following.value != "}":
            with self.nested(self.token.span):
                start = self.token.span
                entries = self.items("{", "}", "the entries", self._entry)
                return syntax.ObjectSyntax(entries, start.to(self.previous.span))
        if self.token.kind == "name" and not self.at_word("true", "false", "null"):
            return self.name_expression()
        return self.literal("an argument")

    def _entry(self):
        key = self.expect_name("a key")
        self.expect(":", f"after ‘{key.text}’")
        return key, self.expression()

    def name_expression(self):
        """`param` or `param.member`."""
        name = self.expect_name("a parameter", syntax.Ref)
        member = self.expect_name(f"a member of ‘{name.text}’") if self.accept(".") else None
        return syntax.NameExpr(name, member, name.span.to(self.previous.span))

    # ------------------------------------------------------------ handlers

    def handler(self, head):
        """`on callback hook h;`, `… emit event(args);` or `… settle name;`"""
        name = self.expect_name("a callback")
        if not self.at_word(*HANDLER_ACTIONS):
            self.unknown("unknown-action", "an answer to a callback", HANDLER_ACTIONS)
        word = self.take().value
        if word == "hook":
            action = syntax.HookClause(self.expect_name("a hook’s name"))
        elif word == "settle":
            action = syntax.SettleClause(self.expect_name("what is settled"))
        else:
            action = syntax.EmitClause(self.expect_name("an event"), self._arguments())
        self.end(f"the answer to ‘{name.text}’")
        return syntax.HandlerDecl(name, action=action, **head)
