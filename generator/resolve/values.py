"""The values layer: errors, constants, flags, enums, scalars, aliases, dictionaries, protocols, externs."""
from __future__ import annotations

import re

from .. import model, syntax
from .declare import child
from .types import LIMITS, Types, problem

JS_KINDS = ("object", "string", "number", "boolean", "function")
NUMBERS = ("i32", "u32", "u64")
C_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
WELL_KNOWN = ("asyncDispose", "asyncIterator", "dispose", "hasInstance", "isConcatSpreadable", "iterator", "match",
              "matchAll", "replace", "search", "species", "split", "toPrimitive", "toStringTag", "unscopables")


def errors(program, entry):
    """`errors Name { … }`"""
    target = entry.declaration
    for node in entry.node.codes:
        code = child(program, model.ErrorCode, target, node)
        code.message = node.message.value if node.message else None
        code.owner = target
        target.codes.append(code)
    program.unique(target.codes, "error code")


def const(program, entry):
    """`const NAME: type = value;`"""
    types, target = Types(program, entry.scope), entry.declaration
    target.type = types.type(entry.node.type)
    if entry.node.value.kind == "const":
        program.error("const-of-const", entry.node.value.span, "a constant’s value is written out, not another constant")
        return
    value = types.value(entry.node.value)
    if target.type.kind not in ("primitive", "unresolved") or value.kind in ("null", "empty"):
        program.error("const-type", entry.node.type.name.span, "a constant is a number, a boolean or a string")
        return
    types.check_value(value, target.type, "value")
    target.value = value.value


# ------------------------------------------------------------ flags and enums

def _number_type(program, entry_scope, node):
    type_ = Types(program, entry_scope).type(node.type)
    if type_.kind != "unresolved" and not (type_.kind == "primitive" and type_.name in NUMBERS):
        program.error("number-type", node.type.name.span, f"‘{node.type.name.text}’ is none of i32, u32 and u64")
        return None
    return None if type_.kind == "unresolved" else type_


def fill_flags(program, scope, target, node):
    """The members of flags, at the top level or in a native."""
    target.type = _number_type(program, scope, node)
    taken = {}
    for each in node.members:
        flag = child(program, model.Flag, target, each)
        flag.owner = target
        flag.value = _member_value(program, scope, target, each)
        target.members.append(flag)
        if each.c_name is not None:
            program.error("flag-c-name", each.c_name.span, "a flag is a number of its own, not a constant of C")
        if flag.value is None:
            flag.value = 0
        elif flag.value <= 0 or flag.value & (flag.value - 1):
            program.error("flag-not-a-bit", each.value.span, f"‘{flag.name}’ is not one bit: a flag is a power of two")
        else:
            _taken(program, taken, flag, each, "flag-overlap", "bit")
    program.unique(target.members, "flag")
    if target.owner is not None:
        _some(program, target, node)


def _some(program, target, node):
    """C has no enum without members."""
    if not target.members and not node.damaged:
        program.error("empty-enum", target.span, f"‘{target.name}’ has no members")


def _member_value(program, scope, target, node):
    types = Types(program, scope)
    value = types.value(node.value)
    if value.kind == "unknown" or target.type is None:
        return None
    wrong = problem(value, target.type)
    if wrong is not None:
        program.error(wrong[0], value.span, f"this number {wrong[1]}")
        return None
    return value.value


def _taken(program, taken, member, node, id, what):
    already = taken.setdefault(member.value, member)
    if already is not member:
        program.error(id, node.value.span, f"‘{member.name}’ has the same {what} as ‘{already.name}’",
                      related=(already.span, f"‘{already.name}’ is declared here"))


def flags(program, entry):
    """`flags Name: u32 { … }`"""
    fill_flags(program, entry.scope, entry.declaration, entry.node)


def enum(program, entry):
    """`enum Name: u32 { … }`"""
    target, taken = entry.declaration, {}
    target.type = _number_type(program, entry.scope, entry.node)
    for each in entry.node.members:
        member = child(program, model.EnumMember, target, each)
        member.owner = target
        member.c_name = each.c_name.value if each.c_name else None
        if each.c_name is not None and C_NAME.fullmatch(each.c_name.value) is None:
            program.error("bad-c-name", each.c_name.span, f"‘{each.c_name.value}’ is no name of C")
        value = _member_value(program, entry.scope, target, each)
        member.value = value or 0
        target.members.append(member)
        if value is not None:
            _taken(program, taken, member, each, "duplicate-value", "number")
    program.unique(target.members, "member")
    _some(program, target, entry.node)


# ------------------------------------------------------------ scalars and aliases

def scalar(program, entry):
    """`scalar Name = …;`"""
    target, node = entry.declaration, entry.node
    types = Types(program, entry.scope)
    target.resource, target.noun = node.resource, node.noun.value
    type_ = types.type(node.type)
    if type_.kind == "primitive" and type_.name in ("boolean", *NUMBERS, "string"):
        target.type = type_
    elif type_.kind != "unresolved":
        program.error("scalar-type", node.type.name.span,
                      f"‘{node.type.name.text}’ cannot represent a scalar: that is boolean, i32, u32, u64 or string")
    if node.low is not None:
        _unit(program, target, node)
        target.low, target.high = types.value(node.low), types.value(node.high)
        _range(program, target, node)
    _ranged(program, target, node)
    target.error = program.error_code(node.error, target.name)
    for each in node.conversions:
        target.conversions.append(model.Conversion(types.value(each.source), types.value(each.target)))
    _conversions(program, types, target)


def _ranged(program, target, node):
    """A boolean has no range and names nothing, everything else has one."""
    is_boolean = target.type == model.Primitive("boolean")
    if target.resource and (is_boolean or target.type == model.Primitive("string")):
        program.error("resource-type", node.type.name.span, "a resource is a number, such as a descriptor")
    if node.low is None and not is_boolean and target.type is not None:
        program.error("scalar-range", node.type.name.span, "only a boolean goes without a range",
                      note=f"write ‘{target.type.name} {'bytes' if target.type.name == 'string' else 'in'} 0..=9’")
    elif node.low is not None and is_boolean:
        program.error("scalar-range", node.low.span.to(node.high.span), "a boolean has no range")


def _unit(program, target, node):
    is_string = target.type is not None and target.type.name == "string"
    if node.unit is not None and node.unit.text != "bytes":
        program.error("unknown-unit", node.unit.span, f"unknown unit ‘{node.unit.text}’", name=node.unit.text,
                      among=("bytes", "in"), note="a string’s length is counted in ‘bytes’; a number’s range is ‘in’")
        return
    if target.type is not None and target.type.name != "boolean" and is_string != (node.unit is not None):
        span = node.unit.span if node.unit is not None else node.low.span
        program.error("unit-mismatch", span, "the range of a string is that of its length: ‘string bytes 0..=9’"
                      if is_string else "a number has no unit: ‘i32 in 0..=9’")
    target.unit = "bytes" if is_string else None


def _range(program, target, node):
    for value in (target.low, target.high):
        if value.kind not in ("int", "unknown"):
            program.error("wrong-value", value.span, "an end of a range is a number")
            return
    if target.low.kind == "unknown" or target.high.kind == "unknown" or target.type is None:
        return
    if target.type.name == "boolean":
        return
    limit = target.type if target.type.name in LIMITS else model.Primitive("u32")
    for value in (target.low, target.high):
        wrong = problem(value, limit)
        if wrong is not None:
            program.error(wrong[0], value.span, f"this end of the range {wrong[1]}")
    if target.low.value > target.high.value:
        program.error("empty-range", node.low.span.to(node.high.span), "no value is in this range: its ends are swapped")


def _conversions(program, types, target):
    seen = {}
    for each in target.conversions:
        if each.target.kind != "unknown" and target.type is not None:
            wrong = problem(each.target, target)
            if wrong is not None:
                program.error(wrong[0], each.target.span, f"this value {wrong[1]}")
        if each.source.kind == "empty":
            program.error("wrong-value", each.source.span, "‘{}’ is a new object wherever it stands: no value is the same")
            continue
        already = seen.setdefault((each.source.kind, each.source.value), each)
        if already is not each and each.source.kind != "unknown":
            program.error("duplicate-conversion", each.source.span, "this value stands for something already",
                          related=(already.source.span, "the first one"))


def alias(program, entry):
    """`type Name = …;`"""
    entry.declaration.type = Types(program, entry.scope).type(entry.node.type)


# ------------------------------------------------------------ dictionaries and protocols

def dictionary(program, entry):
    """`dictionary Name extends … { … }`; defaults come later, when every type is known."""
    target, types = entry.declaration, Types(program, entry.scope)
    for ref in entry.node.parents:
        parent = program.entry(entry.scope, ref, "unknown-type", "dictionary", ("dictionary",))
        if parent is None:
            program.damage(target)
        elif parent in target.parents:
            program.error("duplicate-parent", ref.span, f"‘{ref.text}’ stands here twice")
        else:
            target.parents.append(parent)
    for node in entry.node.members:
        option = child(program, model.Option, target, node)
        option.owner = target
        option.type = types.type(node.type)
        option.optional = node.optional
        target.members.append(option)


def dictionary_defaults(program, entry):
    """Defaults, and options that are inherited twice."""
    target, types = entry.declaration, Types(program, entry.scope)
    for option, node in zip(target.members, entry.node.members):
        if node.default is not None:
            option.default = types.value(node.default)
            types.check_value(option.default, option.type, "default")
            if node.optional:
                program.error("optional-default", node.default.span,
                              "a ‘?’ and a default exclude each other: with a default it can be left out anyway")
    program.unique(target.members, "option")
    _inherited_twice(program, entry)


def _inherited_twice(program, entry):
    target, first = entry.declaration, {}
    own = {o.name: o for o in target.members}
    for parent, ref in zip(target.parents, entry.node.parents):
        for option in parent.all_members:
            if option.owner is target:
                continue
            already = first.setdefault(option.name, option)
            other = own.get(option.name)
            if other is not None:
                program.error("inherited-option", other.span, f"‘{parent.name}’ has an option ‘{option.name}’ already",
                              related=(option.span, "the inherited one"))
            elif already is not option:
                program.error("inherited-option", ref.span, f"the option ‘{option.name}’ is inherited twice",
                              related=(already.span, "the first one"))


def protocol(program, entry):
    """`protocol Name { … }`"""
    target, node, types = entry.declaration, entry.node, Types(program, entry.scope, promises=True)
    for each in node.symbols:
        symbol = child(program, model.Symbol, target, each)
        symbol.key, symbol.well_known = _symbol_key(program, each)
        target.symbols.append(symbol)
    program.unique(target.symbols, "symbol")
    for each in node.members:
        symbol = program.member(target, target.symbols, each.name, "unknown-symbol", f"‘{target.name}’ has no symbol")
        member = child(program, model.ProtocolMember, target, each)
        member.owner, member.symbol, member.form, member.required = target, symbol, each.form, each.required
        member.type = types.type(each.type) if each.type is not None else None
        member.params = types.params(each.params)
        member.returns = types.type(each.returns, result=True) if each.returns is not None else None
        target.members.append(member)
    program.unique(target.members, "member")
    _unused_symbols(program, target)
    for each in node.refusals:
        _refusal(program, target, each)
    _one_getter(program, target)


def _symbol_key(program, node):
    """The key of the registry, or the name of one of the language's own symbols; and whether it is the latter."""
    if isinstance(node.key, syntax.Text):
        return node.key.value, False
    if node.key.text not in WELL_KNOWN:
        program.error("unknown-well-known", node.key.span, f"JavaScript has no ‘Symbol.{node.key.text}’",
                      name=node.key.text, among=WELL_KNOWN)
    return node.key.text, True


def _unused_symbols(program, target):
    used = [m.symbol for m in target.members]
    for symbol in target.symbols:
        if symbol not in used and program.intact:
            program.error("unused-symbol", symbol.span, f"no member of ‘{target.name}’ has the symbol ‘{symbol.name}’")


def _one_getter(program, target):
    """What a protocol requires to be there stands for the whole object."""
    getters = [m for m in target.members if m.required and m.form == "get"]
    for extra in getters[1:]:
        program.error("duplicate-member", extra.span, f"‘{target.name}’ requires a ‘get’ already: one stands for the object",
                      related=(getters[0].span, "the first one"))


def _refusal(program, target, node):
    word = node.word.text
    if getattr(target, word) is not None:
        program.error("duplicate-clause", node.word.span, f"‘{word}’ stands here twice")
    setattr(target, word, model.Refusal(program.error_code(node.error, target.name), node.message.value))


# ------------------------------------------------------------ what comes from outside

def extern_class(program, entry):
    """`extern class Name from "package" …;`"""
    target, node = entry.declaration, entry.node
    target.package = node.package.value
    target.events = node.events.text if node.events else None
    target.emits = [n.text for n in node.emits]
    target.overrides = [n.text for n in node.overrides]
    program.unique([_Listed(n) for n in node.emits], "event")
    program.unique([_Listed(n) for n in node.overrides], "method")


class _Listed:
    def __init__(self, name):
        self.name, self.span = name.text, name.span


def extern_type(program, entry):
    """`extern type Name: kind from "package";`"""
    target, node = entry.declaration, entry.node
    target.package, target.optional = node.package.value, node.optional
    _methods(program, target, node)
    if node.js_kind.text in JS_KINDS:
        target.js_kind = node.js_kind.text
        return
    program.error("unknown-js-kind", node.js_kind.span, f"‘{node.js_kind.text}’ is nothing that typeof says",
                  name=node.js_kind.text, among=JS_KINDS)


def _methods(program, target, node):
    if node.error is None:
        return
    program.unique([_Listed(n) for n in node.methods], "method")
    target.methods, target.noun = [n.text for n in node.methods], node.noun.value
    target.error = program.error_code(node.error, target.name)
    if node.js_kind.text in JS_KINDS and node.js_kind.text != "object":
        program.error("methods-of-value", node.methods[0].span,
                      f"only an object is told by its methods; ‘{target.name}’ is a {node.js_kind.text}")


FILL = {
    syntax.ErrorsDecl: errors, syntax.ConstDecl: const, syntax.FlagsDecl: flags, syntax.EnumDecl: enum,
    syntax.ScalarDecl: scalar, syntax.AliasDecl: alias, syntax.DictionaryDecl: dictionary,
    syntax.ProtocolDecl: protocol, syntax.ExternClassDecl: extern_class, syntax.ExternTypeDecl: extern_type,
}
ORDER = tuple(FILL)
