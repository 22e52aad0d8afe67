"""How names are written, and which ones a language keeps for itself."""
from __future__ import annotations

import re

from .. import names

CASES = {
    "camelCase": re.compile(r"[a-z][a-zA-Z0-9]*"),
    "_camelCase or camelCase": re.compile(r"_?[a-z][a-zA-Z0-9]*"),
    "PascalCase": re.compile(r"[A-Z]+[a-z0-9][a-zA-Z0-9]*|[A-Z]"),
    "UPPER_CASE": re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*"),
    "lower_case": re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*"),
}
JS_RESERVED = frozenset("""
arguments await break case catch class const continue debugger default delete do else enum eval export extends
false finally for function if implements import in instanceof interface let new null package private protected
public return static super switch this throw true try typeof var void while with yield""".split())
C_RESERVED = frozenset("""
auto bool break case char const continue default do double else enum extern float for goto if inline int long
register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
env result self""".split())
# Words that headers of C libraries define as macros, as parameters are written in C.
C_MACROS = frozenset("""
environ errno false far h_errno interface linux max min near small static_assert stderr stdin stdout true unix
h_addr s6_addr sa_handler sa_sigaction sched_priority si_addr si_addr_lsb si_arch si_band si_call_addr si_fd si_int
si_lower si_overrun si_pid si_pkey si_ptr si_status si_stime si_syscall si_timerid si_uid si_upper si_utime si_value
st_atime st_ctime st_mtime""".split())


def check(program):
    """Looks at every name that the module declares."""
    look = _Look(program)
    module = program.module
    if program.scope.file.header is not None and hasattr(program.scope.file.header, "package"):
        look.case(module.name, program.scope.file.header.name.span, "a module", "lower_case")
    for each in module.declarations:
        _DECLARATIONS[each.kind](look, each)


class _Look:
    def __init__(self, program):
        self.program = program

    def case(self, name, span, what, case):
        if CASES[case].fullmatch(name) is None:
            self.program.error("wrong-case", span, f"{what} is written in {case}, not ‘{name}’")

    def js(self, name, span):
        if name in JS_RESERVED:
            self.program.error("reserved-word", span, f"‘{name}’ is a reserved word of JavaScript")

    def c(self, name, span):
        if names.snake(name) in C_MACROS:
            self.program.error("reserved-word", span, f"‘{names.snake(name)}’ is a macro of a C library")
        elif name in C_RESERVED:
            self.program.error("reserved-word", span, f"‘{name}’ is a reserved word of C, or has a meaning in every "
                               "function of the boundary")

    def params(self, params, in_c=False):
        for param in params:
            self.case(param.name, param.span, "a parameter", "camelCase")
            if in_c:
                self.c(param.name, param.span)
            else:
                self.js(param.name, param.span)


def _type(look, each):
    look.case(each.name, each.span, "a type", "PascalCase")
    look.js(each.name, each.span)


def _members(what, case):
    def check_members(look, each):
        _type(look, each)
        for member in each.codes if each.kind == "errors" else each.members:
            look.case(member.name, member.span, what, case)
    return check_members


def _const(look, each):
    look.case(each.name, each.span, "a constant", "UPPER_CASE")


def _protocol(look, each):
    _type(look, each)
    for symbol in each.symbols:
        look.case(symbol.name, symbol.span, "a symbol", "camelCase")
        look.js(symbol.name, symbol.span)
    for member in each.members:
        look.params(member.params)


def _native(look, each):
    _type(look, each)
    look.c(names.snake(each.name), each.span)
    for flags in each.flags:
        _members("a flag", "UPPER_CASE")(look, flags)
    for op in each.ops:
        look.case(op.name, op.span, "an operation", "camelCase")
        look.params(op.params, in_c=True)
        for item in op.results:
            look.case(item.name, op.span, "a result", "camelCase")
            look.c(item.name, op.span)
    for callback in each.callbacks:
        look.case(callback.name, callback.span, "a callback", "camelCase")
        look.params(callback.params, in_c=True)
        for param in callback.params:
            look.js(param.name, param.span)
        look.c(callback.name, callback.span)


def _class(look, each):
    _type(look, each)
    if each.type_name != each.name:
        look.case(each.type_name, each.span, "a type", "PascalCase")
    for event in each.events:
        look.case(event.name, event.span, "an event", "camelCase")
        look.params(event.params)
    for field in each.fields:
        look.case(field.name, field.span, "a field", "camelCase")
    for attribute in each.attributes:
        look.case(attribute.name, attribute.span, "an attribute", "camelCase")
    for method in each.methods:
        # An underscore says that a method is not for everybody.
        private = method.annotations.friend is not None or method.annotations.internal
        look.case(method.name, method.span, "a method", "_camelCase or camelCase" if private else "camelCase")
        for variable in method.type_params:
            look.case(variable.name, variable.span, "a type parameter", "PascalCase")
        look.params(method.params)
    for override in each.overrides:
        look.params(override.params)
    if each.constructor is not None:
        look.params(each.constructor.params)


def _function(look, each):
    look.case(each.name, each.span, "a function", "camelCase")
    look.js(each.name, each.span)
    look.params(each.params)


def _foreign(look, each):
    """Its name was given elsewhere."""


_DECLARATIONS = {
    "errors": _members("an error code", "UPPER_CASE"), "flags": _members("a flag", "UPPER_CASE"),
    "enum": _members("a member of an enum", "UPPER_CASE"), "dictionary": _members("an option", "camelCase"),
    "const": _const, "scalar": _type, "alias": _type, "protocol": _protocol, "native": _native, "class": _class,
    "function declaration": _function, "extern class": _foreign, "extern type": _foreign,
}
