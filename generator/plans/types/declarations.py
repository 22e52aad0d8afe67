"""What each declaration becomes in the types: plain lists of lines for the template."""
from __future__ import annotations

from dataclasses import dataclass

from generator.plans.types import docs, layout
from generator.plans.types.spelling import parameter, parameters, spell, type_name


@dataclass(frozen=True)
class Member:
    """One member of an interface or of a namespace; both fields are lines without indentation.

    apart  an empty line stands before it
    """
    doc: tuple
    lines: tuple
    apart: bool = False


@dataclass(frozen=True)
class Interface:
    """`interface name parents { members }`; `parents` begins with a space or a new line and `extends`, or is empty."""
    name: str
    parents: str
    doc: tuple
    members: tuple


@dataclass(frozen=True)
class ClassTypes:
    """A class: `interface` of its members, `events` of its event map, and its constructors.

    parent  what the class extends, with `extends` and a space before it, or empty
    """
    name: str
    parameters: str
    parent: str
    doc: tuple
    events: Interface
    interface: Interface
    constructors: tuple


def alias(declaration):
    """`type name = …`"""
    return Member(docs.of_declaration(declaration, 0), layout.alternatives(declaration.name, spell(declaration.type)))


def dictionary(declaration):
    """An options object. What has a default may be left out, too."""
    members = tuple(
        Member(docs.of_option(o, 2), (f"{o.name}{'?' if o.optional or o.default else ''}: {spell(o.type)}",))
        for o in declaration.members
    )
    return Interface(
        declaration.name, _extends(p.name for p in declaration.parents), docs.of_declaration(declaration, 0), members
    )


def protocol(declaration):
    """An object with members keyed by symbols."""
    members = []
    for one in declaration.members:
        key = f"[Symbol.{one.symbol.key}]" if one.symbol.well_known else f"[{one.symbol.name}]"
        mark = "" if one.required else "?"
        if one.form == "get":
            line = f"readonly {key}{mark}: {spell(one.type)}"
        else:
            line = f"{key}{mark}({parameters(one.params)}): {spell(one.returns)}"
        members.append(Member(docs.of_declaration(one, 2), (line,)))
    return Interface(declaration.name, "", docs.of_declaration(declaration, 0), tuple(members))


def class_types(declaration):
    """The merged declarations of one class."""
    base = declaration.extends
    emits = _events_of(base) is not None
    generic = f"<M extends {declaration.events_name} = {declaration.events_name}>" if emits else ""
    parent = f"{type_name(base)}{'<M>' if emits else ''}" if base is not None else None
    name = type_name(declaration)
    parents = ([parent] if parent else []) + [p.name for p in declaration.implements]
    return ClassTypes(
        name, generic, f" extends {parent}" if parent else "", docs.of_declaration(declaration, 0),
        _event_map(declaration, base),
        Interface(name, layout.extends(f"interface {name}{generic}", _extends(parents)), (), _members(declaration)),
        _constructors(declaration),
    )


def function(head, declaration):
    """A function, one line for each shape in which it can be called; `head` is all up to its parameters."""
    return _callable(head, declaration, declaration.returns)


def _event_map(declaration, base):
    members = tuple(
        Member(docs.of_event(e, 2), (f"{e.name}: [{parameters(e.params)}]",)) for e in declaration.events
    )
    parents = [_events_of(base)] if _events_of(base) else []
    return Interface(declaration.events_name, _extends(parents), (), members)


def _events_of(base):
    """The name of the event map of a base class, or None: only an emitter's descendants have one."""
    if base is None:
        return None
    if base.kind == "extern class":
        return base.events
    return base.events_name if _events_of(base.extends) else None


def _members(declaration):
    attributes = [
        Member(docs.of_attribute(a, 2), (f"{'' if a.writable else 'readonly '}{a.name}: {spell(a.type)}",))
        for a in declaration.attributes
    ]
    methods = []
    for one in public_methods(declaration):
        generic = ", ".join(f"{v.name} extends {spell(v.bound)}" for v in one.type_params)
        methods.append(_callable(f"{one.name}<{generic}>" if generic else one.name, one, one.returns))
    return tuple(attributes + methods)


def public_methods(declaration):
    """The methods that programs may call."""
    return [m for m in declaration.methods if not m.annotations.internal and not m.annotations.friend]


def _constructors(declaration):
    if declaration.constructor is None:
        return ()
    return (_callable("constructor", declaration.constructor, None, ""),)


def _callable(head, callable_, returns, tail=None):
    tail = f": {spell(returns)}" if tail is None else tail
    lines = []
    for shape in callable_.shapes:
        params = [parameter(p.param, optional) for p, optional in shape_params(callable_, shape)]
        lines += layout.call(head, params, tail, 2)
    return Member(docs.of_callable(callable_, 2), tuple(lines), True)


def shape_params(callable_, shape):
    """(OverloadParam, may be left out) of a shape. One that nothing is required in can be called with nothing."""
    anything = not shape.where and all(p.param.omittable for p in shape.params)
    return [(p, p.optional or anything) for p in shape.params]


def _extends(parents):
    parents = list(parents)
    return f" extends {', '.join(parents)}" if parents else ""
