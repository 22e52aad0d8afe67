"""Classes and functions: first what they have, then, when every class is known, their bodies."""
from __future__ import annotations

from .. import model, syntax
from . import attributes
from .bodies import Bodies, event_of
from .declare import child
from .docs import read_doc
from .types import Types

STREAM_CALLBACKS = ("open", "write", "final", "destroy")


def header(program, entry):
    """What a class extends, implements and is backed by."""
    target, node, scope = entry.declaration, entry.node, entry.scope
    target.type_name = node.type_name.text if node.type_name else target.name
    target.lazy = node.lazy
    if node.extends is not None:
        target.extends = program.entry(scope, node.extends, "unknown-type", "class", ("extern class", "class"))
    for ref in node.implements:
        protocol = program.entry(scope, ref, "unknown-type", "protocol", ("protocol",))
        if protocol in target.implements:
            program.error("duplicate-parent", ref.span, f"‘{ref.text}’ stands here twice")
        elif protocol is not None:
            target.implements.append(protocol)
    if node.backing is not None:
        target.backing = program.entry(scope, node.backing, "unknown-type", "native", ("native",))
    if node.state is not None:
        target.state = program.entry(scope, node.state, "unknown-type", "flags", ("flags",))
    if (node.extends and not target.extends) or (node.backing and not target.backing) or (
            node.state and not target.state) or len(node.implements) != len(target.implements):
        program.damage(target)
    _pending(program, target, node)


def _pending(program, target, node):
    seen = set()
    for name in node.pending:
        if name.text not in STREAM_CALLBACKS:
            program.error("unknown-pending", name.span, f"no stream callback is called ‘{name.text}’", name=name.text,
                          among=STREAM_CALLBACKS, note="they are ‘open’, ‘write’, ‘final’ and ‘destroy’")
        elif name.text in seen:
            program.error("duplicate-member", name.span, f"‘{name.text}’ stands here twice")
        seen.add(name.text)
    target.pending = list(dict.fromkeys(n.text for n in node.pending))


def members(program, entry):
    """Everything that a class has, without bodies. Returns what is left: (node, declaration, Types)."""
    target, todo = entry.declaration, []
    for node in entry.node.members:
        types = Types(program, entry.scope, this=True, promises=True)
        if isinstance(node, syntax.CallableDecl):
            todo.append((node, *_callable(program, types, target, node)))
        elif isinstance(node, syntax.FieldDecl):
            _field(program, types, target, node)
        elif isinstance(node, syntax.EventDecl):
            read = read_doc(program, node)
            event = child(program, model.Event, target, node, read)
            event.params, event.owner = types.params(node.params, read), target
            target.events.append(event)
        elif isinstance(node, syntax.AttributeDecl):
            attribute = child(program, model.Attribute, target, node)
            attribute.type, attribute.owner = types.type(node.type), target
            attribute.writable = node.writable
            target.attributes.append(attribute)
            todo.append((node, attribute, types))
        else:
            todo.append((node, None, types))
    program.unique(target.events, "event")
    program.unique(target.fields, "field")
    program.unique(target.overrides, "override")
    program.unique([*target.attributes, *target.methods], "member")
    return todo


def _field(program, types, target, node):
    field = child(program, model.Field, target, node)
    field.type, field.owner = types.type(node.type), target
    field.default = types.value(node.default)
    types.check_value(field.default, field.type, "first value")
    target.fields.append(field)


_MAKE = {"constructor": model.Constructor, "method": model.Method, "override": model.Override,
         "function": model.RootFunction}


def _callable(program, types, target, node):
    read = read_doc(program, node)
    result = child(program, _MAKE[node.form], target, node, read)
    result.owner = target
    for each in node.type_params:
        bound = program.entry(types.scope, each.bound, "unknown-type", "protocol", ("protocol",))
        variable = model.TypeVar(each.name.text, bound or model.Unresolved(), each.name.span)
        types.local[variable.name] = variable
        result.type_params.append(variable)
    if node.type_params:
        program.unique(result.type_params, "type parameter")
    result.params = types.params(node.params, read)
    if node.form == "method":
        result.returns = returned(types, node)
        target.methods.append(result)
    elif node.form == "override":
        target.overrides.append(result)
    elif target.constructor is not None:
        program.error("duplicate-clause", node.name.span, "a class has one constructor",
                      related=(target.constructor.span, "the first one"))
    else:
        target.constructor = result
    if node.damaged:
        program.damage(result)
    return result, types


def returned(types, node):
    """The type behind the arrow; None for void."""
    type_ = types.type(node.returns, result=True)
    return None if type_ == model.Primitive("void") else type_


def bodies(program, entry, todo):
    """The second half: clauses, conditions, hooks, handlers, implementations."""
    target = entry.declaration
    for node, declaration, types in todo:
        if isinstance(node, syntax.CallableDecl):
            declaration.body = Bodies(program, entry.scope, declaration, target, types).clauses(node.body)
        elif isinstance(node, syntax.AttributeDecl):
            attributes.fill(program, target, declaration, node)
        elif isinstance(node, syntax.ImplementDecl):
            _implementation(program, target, node)
        else:
            _handler(program, target, node)
    program.unique(target.handlers, "answer to", "duplicate-handler")
    program.unique(target.implementations, "implementation of")


def _implementation(program, target, node):
    result = child(program, model.Implementation, target, node)
    result.owner = target
    known = [m for p in target.implements for m in p.members]
    if not target.implements:
        known = None
        if not program.damaged(target):
            program.error("unknown-symbol", node.name.span, f"‘{target.name}’ implements no protocol")
    member = None
    if known is not None:
        member = program.member(target, known, node.name, "unknown-symbol",
                                f"no protocol that ‘{target.name}’ implements has a member for")
    result.member, result.protocol = member, member.owner if member else None
    if member is not None and member.form != node.form:
        program.error("implement-form", node.name.span, f"‘{member.name}’ is a {member.form}, not a {node.form}",
                      related=(member.span, "it is declared here"))
    if node.hook is not None:
        params = [p.name for p in member.params] if member is not None else None
        result.hook = program.hooks.ref(node.hook, ("this", *(params or ())))
    elif (target.backing is None or target.backing.storage is None) and not program.damaged(target):
        program.error("no-storage", node.name.span, f"‘{target.name}’ has no backing with a ‘storage’")
    target.implementations.append(result)


def _handler(program, target, node):
    native = target.backing
    result = child(program, model.Handler, target, node)
    result.owner = target
    if native is None:
        if not program.damaged(target):
            program.error("no-backing", node.name.span, f"‘{target.name}’ has no backing that could call back")
        return
    result.callback = program.member(native, native.callbacks, node.name, "unknown-callback",
                                     f"‘{native.name}’ has no callback")
    if result.callback is not None:
        result.action = _action(program, target, result.callback, node.action)
    target.handlers.append(result)


def _action(program, target, callback, node):
    if isinstance(node, syntax.HookClause):
        return model.Hook(program.hooks.ref(node.name, ("this", *(p.name for p in callback.params))))
    if isinstance(node, syntax.SettleClause):
        if node.pending.text not in target.pending:
            program.error("unknown-pending", node.pending.span, f"‘{node.pending.text}’ is not among what is ‘pending’",
                          name=node.pending.text, among=target.pending)
        return model.Settle(node.pending.text)
    event = event_of(program, target, node.event)
    args = []
    for each in node.args:
        if not isinstance(each, syntax.NameExpr) or each.member is not None:
            program.error("emit-argument", each.span, "an event is emitted with parameters of the callback")
            continue
        param = program.member(None, callback.params, each.name, "unknown-param",
                               f"the callback ‘{callback.name}’ has no parameter")
        if param is not None:
            args.append(model.ParamRef(param, each.span))
    if isinstance(event, model.Event) and len(node.args) != len(event.params):
        program.error("argument-count", node.event.span,
                      f"the event ‘{event.name}’ takes {len(event.params)} arguments, here {len(node.args)}")
    return model.Emit(event, tuple(args)) if event is not None else None


# ------------------------------------------------------------ functions

def function(program, entry, read):
    """`function name(…) -> type …`"""
    target, node = entry.declaration, entry.node
    types = Types(program, entry.scope, promises=True)
    target.params = types.params(node.params, read)
    target.returns = returned(types, node)
    if node.damaged:
        program.damage(target)
    if node.delegate is not None:
        _delegate(program, entry)
    else:
        target.body = Bodies(program, entry.scope, target, None, types).clauses(node.body)


def _delegate(program, entry):
    target, written = entry.declaration, entry.node.delegate
    native = program.entry(entry.scope, written.name, "unknown-type", "native", ("native",))
    if native is None:
        return
    if written.member is None:
        program.error("delegate-op", written.span, f"which operation of ‘{native.name}’? write ‘{native.name}.name’")
        return
    op = program.member(native, native.ops, written.member, "unknown-op", f"‘{native.name}’ has no operation")
    if op is None:
        return
    target.delegate = op
    if not op.static:
        program.error("delegate-op", written.member.span, f"‘{op.name}’ is not static: it needs an object",
                      related=(op.span, "it is declared here"))
    elif not _same_signature(target, op):
        program.error("delegate-signature", entry.declaration.span,
                      f"‘{target.name}’ and ‘{op.origin}’ differ in their parameters or results",
                      related=(op.span, "the operation"))


def _same_signature(target, op):
    return [_shape(p.type) for p in target.params] == [_shape(p.type) for p in op.params] and (
        _shape(target.returns) == _shape(op.returns))


def _shape(type_):
    if type_ is None:
        return ()
    if type_.kind == "tuple":
        return tuple((i.name, _shape(i.type)) for i in type_.items)
    return type_ if type_.kind == "primitive" else (type_.kind, getattr(type_, "name", None))
