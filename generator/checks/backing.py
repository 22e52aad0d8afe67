"""Classes against what is behind and above them: natives, protocols, base classes."""
from __future__ import annotations


def check(program):
    """Runs over natives, classes and extern classes."""
    _one_class_each(program)
    for native in program.module.natives:
        _objects_made(program, native)
    _externs_used(program)
    for cls in program.module.classes:
        _callbacks_answered(program, cls)
        _init_called(program, cls)
        _overrides_offered(program, cls)
        _protocols_implemented(program, cls)
        _events_new(program, cls)
        _members_once(program, cls)


def _one_class_each(program):
    for native in program.module.natives:
        backed = [c for c in program.module.classes if c.backing is native]
        for extra in backed[1:]:
            program.error("backing-twice", extra.span, f"‘{native.name}’ is already the backing of ‘{backed[0].name}’",
                          related=(backed[0].span, f"‘{backed[0].name}’ is declared here"))
        if not backed and program.intact and (native.callbacks or any(o.takes_self for o in native.ops)):
            program.error("backing-unused", native.span, f"no class has the backing ‘{native.name}’")


def _objects_made(program, native):
    """What is called on an object, or calls back for one, needs an operation that makes it; and there is one of these."""
    makers = [op for op in native.ops if op.makes_self]
    for extra in makers[1:]:
        program.error("second-init", extra.span, f"‘{makers[0].name}’ makes the objects of ‘{native.name}’ already",
                      related=(makers[0].span, "it is declared here"))
    used = next((each for each in (*(op for op in native.ops if op.takes_self), *native.callbacks)), None)
    if used is not None and not makers and not program.damaged(native):
        program.error("missing-init", used.span, f"‘{used.name}’ is about an object, and no operation of ‘{native.name}’ "
                      "makes one", note="write ‘op init() -> self throws uv;’")


def _externs_used(program):
    if not program.intact or any(program.damaged(c) for c in program.module.classes):
        return
    for extern in program.module.extern_classes:
        if not any(c.extends is extern for c in program.module.classes):
            program.error("unused-extern", extern.span, f"no class extends ‘{extern.name}’")


def _callbacks_answered(program, cls):
    if cls.backing is None or program.damaged(cls):
        return
    answered = [h.callback for h in cls.handlers]
    for callback in cls.backing.callbacks:
        if callback not in answered:
            program.error("unanswered-callback", cls.span, f"‘{cls.name}’ does not answer the callback ‘{callback.name}’",
                          related=(callback.span, f"‘{cls.backing.name}’ declares it here"),
                          note=f"write ‘on {callback.name} …;’")


def _init_called(program, cls):
    native = cls.backing
    if native is None or native.init is None or program.damaged(cls):
        return
    bodies = [b for b in (cls.constructor, *cls.methods) if b is not None]
    if any(program.damaged(b) for b in bodies):
        return
    calls = any(c.kind == "call" and c.op is native.init for b in bodies for c in b.body)
    if not calls:
        program.error("never-made", cls.span, f"nothing in ‘{cls.name}’ calls ‘{native.init.name}’, which makes its backing")


def _overrides_offered(program, cls):
    if cls.extends is None:
        offered, name = [], cls.name
    elif cls.extends.kind == "extern class":
        offered, name = cls.extends.overrides, cls.extends.name
    else:
        return
    for override in cls.overrides:
        if override.name not in offered and not (cls.extends is None and program.damaged(cls)):
            program.error("override-not-offered", override.span, f"‘{name}’ offers no ‘{override.name}’ to override",
                          name=override.name, among=offered)


def _protocols_implemented(program, cls):
    if program.damaged(cls):
        return
    done = [i.member for i in cls.implementations]
    for protocol in cls.implements:
        for member in protocol.members:
            if member.required and member not in done:
                program.error("protocol-unimplemented", cls.span,
                              f"‘{cls.name}’ implements no ‘[{member.name}]’, which ‘{protocol.name}’ requires",
                              related=(member.span, "it is declared here"))


def _events_new(program, cls):
    base = cls.extends
    if base is None or base.kind != "extern class":
        return
    for event in cls.events:
        if event.name in base.emits:
            program.error("inherited-event", event.span, f"‘{base.name}’ emits ‘{event.name}’ already")


def _members_once(program, cls):
    own = {m.name: m for m in (*cls.attributes, *cls.methods)}
    for override in cls.overrides:
        already = own.get(override.name)
        if already is not None:
            program.error("duplicate-member", override.span, f"there is already a member ‘{override.name}’",
                          related=(already.span, "the first one"))
