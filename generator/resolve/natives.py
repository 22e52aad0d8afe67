"""The native boundary: operations, callbacks, requests, and who owns what crosses."""
from __future__ import annotations

import re

from .. import model
from .declare import child
from .docs import read_doc
from .types import Types
from .values import fill_flags

THREADS = ("loop",)
DELIVERIES = ("open", "alive", "last")
STRUCT = re.compile(r"uv_[a-z_]+_t")


class BoundaryTypes(Types):
    """Types that cross the boundary: each pointer says who owns it."""

    native_types = True

    def __init__(self, program, scope, native):
        super().__init__(program, scope, {f.name: f for f in native.flags}, self_=True)
        self.native = native

    def owner(self, word, type_, name):
        kind = crossing(type_)
        if kind == "unresolved":
            return None
        if word is None:
            if kind != "value":
                what = "a pointer" if kind == "pointer" else "a resource"
                self.program.error("missing-ownership", name.span, f"‘{name.text}’ is {what}: say who owns it",
                                   note="‘copy’, ‘borrow’, ‘own’, ‘own on success’, ‘own or borrow’, ‘pin until …’ or ‘lend’")
            return None
        fits = kind == "pointer" or (kind == "resource" and word.word in ("own", "own on success", "borrow"))
        if not fits:
            self.program.error("ownership-of-value", word.span,
                               f"‘{name.text}’ is a plain value, which nobody owns" if kind == "value" else
                               f"a resource cannot be ‘{word.word}’: it is not memory")
        until = None
        if word.until is not None:
            until = self.program.member(self.native, self.native.callbacks, word.until, "unknown-callback",
                                        f"‘{self.native.name}’ has no callback")
        return model.Ownership(word.word, until)


def crossing(type_):
    """How a type crosses the boundary: value, resource, pointer, or unresolved."""
    found = set()
    for one in model.expand(type_):
        if one.kind in ("nullable", "array"):
            found.add(crossing(one.of))
        elif one.kind in ("handle", "native"):
            found.add("pointer")
        elif one.kind == "scalar":
            found.add("resource" if one.resource else crossing(one.type) if one.type else "unresolved")
        elif one.kind == "primitive":
            found.add("pointer" if one.name in ("string", "bytes") else "value")
        else:
            found.add("unresolved" if one.kind == "unresolved" else "value")
    return next((k for k in ("unresolved", "pointer", "resource") if k in found), "value")


def native(program, entry):
    """`native Name { … }`"""
    target, node = entry.declaration, entry.node
    _header(program, target, node)
    for each in node.flags:
        flags = child(program, model.Flags, target, each)
        flags.owner = target
        if each.damaged:
            program.damage(flags)
        fill_flags(program, entry.scope, flags, each)
        target.flags.append(flags)
    program.unique(target.flags, "type")
    _children(program, target, node)
    types = BoundaryTypes(program, entry.scope, target)
    for callback, each in zip(target.callbacks, node.callbacks):
        callback.params = types.params(each.params, callback.read)
        del callback.read
        _callback_effects(program, target, callback, each)
    for op, each in zip(target.ops, node.ops):
        _op(program, types, op, each)
    _teardown(program, target, node)


def _header(program, target, node):
    if node.storage is not None:
        target.storage = node.storage.text
        if STRUCT.fullmatch(node.storage.text) is None:
            program.error("bad-storage", node.storage.span,
                          f"‘{node.storage.text}’ is no handle of libuv: these are called uv_…_t")
    if node.thread is None:
        if not program.damaged(target):
            program.error("missing-thread", target.span, f"‘{target.name}’ does not say its thread",
                          note="write ‘thread loop;’")
    elif node.thread.text not in THREADS:
        program.error("unknown-thread", node.thread.span, f"unknown thread ‘{node.thread.text}’",
                      name=node.thread.text, among=THREADS)
    target.thread = node.thread.text if node.thread else ""
    target.requests = [n.text for n in node.requests]
    program.unique([_Named(n) for n in node.requests], "request")


class _Named:
    def __init__(self, name):
        self.name, self.span = name.text, name.span


def _children(program, target, node):
    for each in node.callbacks:
        read = read_doc(program, each)
        callback = child(program, model.Callback, target, each, read)
        callback.native, callback.read = target, read
        target.callbacks.append(callback)
    for each in node.ops:
        read = read_doc(program, each)
        op = child(program, model.Op, target, each, read)
        op.native, op.read = target, read
        target.ops.append(op)
    program.unique(target.callbacks, "callback")
    program.unique(target.ops, "operation")


def _callback_effects(program, target, callback, node):
    for effect in node.effects:
        if effect.word.text == "reenters":
            op = program.member(target, target.ops, effect.target, "unknown-op", f"‘{target.name}’ has no operation")
            if op in callback.reenters:
                program.error("duplicate-effect", effect.target.span, f"‘reenters {op.name}’ stands here twice")
            elif op is not None:
                callback.reenters.append(op)
        elif effect.word.text == "gathers":
            _gathers(program, callback, effect)
        elif effect.target.text not in DELIVERIES:
            program.error("unknown-delivery", effect.target.span, f"unknown delivery ‘{effect.target.text}’",
                          name=effect.target.text, among=DELIVERIES, note="it is ‘open’, ‘alive’ or ‘last’")
            callback.deliver = callback.deliver or "last"
        elif callback.deliver:
            program.error("duplicate-effect", effect.word.span, "‘deliver’ stands here twice")
        else:
            callback.deliver = effect.target.text
    if not callback.deliver:
        program.error("missing-delivery", callback.span, f"the callback ‘{callback.name}’ does not say when it comes",
                      note="write ‘deliver open’, ‘deliver alive’ or ‘deliver last’")


def _gathers(program, callback, effect):
    """What waits has nothing to tell but its bytes; who is told late may find the object closing."""
    param = program.member(None, callback.params, effect.target, "unknown-param",
                           f"the callback ‘{callback.name}’ has no parameter")
    if callback.gathers is not None:
        program.error("duplicate-effect", effect.word.span, "‘gathers’ stands here twice")
    elif param is not None and not _is_bytes(param):
        program.error("cannot-gather", effect.target.span, f"‘{param.name}’ cannot wait: only ‘bytes’ can")
    elif param is not None and not all(p is param or _is_outcome(p) for p in callback.params):
        program.error("cannot-gather", effect.target.span,
                      f"‘{param.name}’ cannot wait: the other parameters would have to be ‘uv_error?’")
    else:
        callback.gathers = param


def _posts(program, op, effect):
    """A number is all that crosses, both ways: an error is one as well, and nothing else is told."""
    param = program.member(None, op.params, effect.target, "unknown-param", f"the operation ‘{op.name}’ has no parameter")
    if op.posts is not None:
        program.error("duplicate-effect", effect.word.span, "‘posts’ stands here twice")
    elif param is not None and not _is_borrowed_list(param):
        program.error("cannot-post", effect.target.span, f"‘{param.name}’ cannot be posted: only ‘bytes[] borrow’ can")
    elif param is not None and not all(p is param or p.type.kind == "nullable" for p in op.params):
        program.error("cannot-post", effect.target.span,
                      f"‘{param.name}’ cannot be posted: the other parameters would have to be nullable")
    elif param is not None and not (op.throws and op.takes_self and _is_number(op.returns)):
        program.error("cannot-post", effect.target.span,
                      f"‘{param.name}’ cannot be posted: ‘{op.name}’ would have to throw, and to return a number")
    else:
        op.posts = param


def _is_borrowed_list(param):
    type_ = param.type
    if type_.kind == "unresolved":
        return True
    borrowed = param.ownership is not None and param.ownership.word == "borrow"
    return borrowed and type_.kind == "array" and type_.of.kind == "primitive" and type_.of.name == "bytes"


def _is_number(type_):
    return type_ is not None and (type_.kind == "unresolved" or type_.kind == "primitive" and type_.name in ("u32", "i32", "u64"))


def _is_bytes(param):
    type_ = param.type.of if param.type.kind == "nullable" else param.type
    return type_.kind == "unresolved" or (type_.kind == "primitive" and type_.name == "bytes")


def _is_outcome(param):
    type_ = param.type
    return type_.kind == "nullable" and type_.of.kind == "primitive" and type_.of.name == "uv_error"


def _op(program, types, op, node):
    params, op.static = list(node.params), node.static
    if params and params[0].type is None:
        first = params.pop(0)
        op.takes_self = True
        if node.static:
            program.error("static-self", first.name.span, "a static operation has no ‘self’")
    op.params = types.params(params, op.read)
    del op.read
    if node.returns is not None:
        op.returns = types.type(node.returns, result=True)
        _result(types, op, node)
    if not op.takes_self and not op.static and not op.makes_self:
        program.error("missing-self", op.span, f"the operation ‘{op.name}’ has no ‘self’ and makes none",
                      note="its first parameter is ‘self’, or it returns ‘self’, or it is ‘static’")
    for effect in node.effects:
        _op_effect(program, types.native, op, effect)
    if op.request is not None and op.completes is None and not program.damaged(types.native):
        program.error("request-never-ends", op.span,
                      f"‘{op.name}’ occupies the request ‘{op.request}’, but completes no callback")


def _result(types, op, node):
    if op.returns.kind != "tuple" and not op.makes_self:
        span = node.ownership.span if node.ownership else node.name.span
        op.ownership = types.owner(node.ownership, op.returns, _Result(span))
    elif node.ownership is not None:
        types.program.error("misplaced-ownership", node.ownership.span,
                            "the parts of a tuple have owners, not the tuple" if op.returns.kind == "tuple" else
                            "‘self’ is owned by whoever asked for it")


class _Result:
    text = "the result"

    def __init__(self, span):
        self.span = span


def _op_effect(program, native, op, effect):
    word, name = effect.word.text, effect.target
    if word == "throws":
        if name.text != "uv":
            program.error("unknown-throws", name.span, f"an operation throws ‘uv’, not ‘{name.text}’", name=name.text,
                          among=("uv",))
        op.throws = True
    elif word == "request":
        requests = [_Known(r) for r in native.requests]
        found = program.member(native, requests, name, "unknown-request", f"‘{native.name}’ has no request")
        op.request = found.name if found else None
    elif word == "posts":
        _posts(program, op, effect)
    else:
        callback = program.member(native, native.callbacks, name, "unknown-callback",
                                  f"‘{native.name}’ has no callback")
        if callback is None:
            return
        if word == "completes":
            op.completes = callback
        elif callback in getattr(op, word):
            program.error("duplicate-effect", name.span, f"‘{word} {name.text}’ stands here twice")
        else:
            getattr(op, word).append(callback)


class _Known:
    def __init__(self, name):
        self.name = name


def _teardown(program, target, node):
    if node.teardown is not None:
        target.teardown = program.member(target, target.ops, node.teardown, "unknown-op",
                                         f"‘{target.name}’ has no operation")
    if program.damaged(target):
        return
    final = any(c.deliver not in ("open", "alive") for c in target.callbacks)
    if node.teardown is None and (target.callbacks or target.init is not None):
        program.error("missing-teardown", target.span,
                      f"‘{target.name}’ does not say what ends it when the environment goes",
                      note="write ‘teardown close;’ with one of its operations")
    elif target.init is not None and not final:
        program.error("missing-last", target.span, f"no callback of ‘{target.name}’ is the final one",
                      note="one of them says ‘deliver last’: after it nothing is left of the object")
    _requests_used(program, target, node)


def _requests_used(program, target, node):
    for name in node.requests:
        used = any(o.request == name.text for o in target.ops)
        if not used and program.intact:
            program.error("unused-request", name.span, f"no operation occupies the request ‘{name.text}’")
