"""Clauses of a body."""
from __future__ import annotations

from .. import model, syntax
from .assign import fits
from .types import Types


class Bodies:
    """Resolves the body of one constructor, method, override or function. `owner` is its Class, or None."""

    def __init__(self, program, scope, target, owner, types=None):
        self.program = program
        self.target = target
        self.owner = owner
        self.types = types or Types(program, scope)

    def clauses(self, nodes):
        """The clauses that could be resolved, in order."""
        result = []
        for node in nodes:
            clause = getattr(self, f"_{type(node).__name__}")(node)
            if clause is None:
                self.program.damage(self.target)
            else:
                result.append(clause)
        return result

    # ------------------------------------------------------------ looking up

    def param(self, name):
        """The parameter of that name, or None after a complaint."""
        return self.program.member(None, self.target.params, name, "unknown-param",
                                   f"‘{self.target.name}’ has no parameter")

    def hook(self, name, params):
        """A HookRef; the object comes first, unless this is a function."""
        first = ("this",) if self.owner is not None else ()
        return self.program.hooks.ref(name, (*first, *params))

    def _in_class(self, span, word):
        if self.owner is None:
            self.program.error("needs-class", span, f"‘{word}’ needs an object, and a function has none")
        return self.owner is not None

    def flag(self, name):
        """A flag of the class's state, or None after a complaint."""
        return state_flag(self.program, self.owner, name)

    def _native(self, span):
        if not self._in_class(span, "call"):
            return None
        if self.owner.backing is None and not self.program.damaged(self.owner):
            self.program.error("no-backing", span, f"‘{self.owner.name}’ has no backing that could be called")
        return self.owner.backing

    # ------------------------------------------------------------ expressions

    def expression(self, node):
        """A Value, ParamRef, OptionRef, ProtocolRef or ObjectExpr; None after a complaint."""
        if isinstance(node, syntax.Literal):
            return self.types.value(node)
        if isinstance(node, syntax.ObjectSyntax):
            entries = [(key.text, self.expression(value)) for key, value in node.entries]
            self.program.unique([_Key(key) for key, _ in node.entries], "key")
            return model.ObjectExpr(tuple(e for e in entries if e[1] is not None), node.span)
        value = self._name(node)
        if isinstance(value, model.ProtocolRef) and value.member.form == "get":
            self._refused(value)
        return value

    def _refused(self, value):
        """What is passed on is looked at first, and something is thrown for what does not have it."""
        member, protocol = value.member, value.member.owner
        if not (member.required and protocol.missing and protocol.mismatch) and not self.program.damaged(protocol):
            self.program.error("missing-refusal", value.span, f"nothing says what is thrown for a ‘{value.param.name}’ "
                               f"without ‘[{member.name}]’", related=(member.span, "it is declared here"),
                               note="it is ‘required’, and ‘missing else …;’ and ‘mismatch else …;’ stand beside it")

    def _name(self, node):
        known = self.target.param(node.name.text)
        if known is None and node.member is None and node.name.text.isupper():
            return self.types.value(syntax.Literal("const", node.name, node.span))
        param = known or self.param(node.name)
        if param is None:
            return None
        if node.member is None:
            return model.ParamRef(param, node.span)
        for one in model.expand(param.type):
            if one.kind == "dictionary":
                option = self.program.member(one, one.all_members, node.member, "unknown-option",
                                             f"‘{one.name}’ has no option")
                return model.OptionRef(param, option, node.span) if option else None
            if one.kind == "protocol":
                member = self.program.member(one, one.members, node.member, "unknown-symbol",
                                             f"‘{one.name}’ has no member for a symbol")
                return model.ProtocolRef(param, member, node.span) if member else None
            if one.kind == "unresolved":
                return None
        self.program.error("no-members", node.member.span, f"‘{param.name}’ is neither a dictionary nor a protocol: "
                           "it has no members")
        return None

    # ------------------------------------------------------------ clauses

    def _Guard(self, node):
        if not self._in_class(node.error.span, "guard"):
            return None
        condition = condition_of(self.program, self.owner, node.condition)
        error = self.program.error_code(node.error)
        return model.Guard(condition, error) if condition and error else None

    def _Overload(self, node):
        params = []
        for item in node.params:
            param = self.param(item.name)
            if param is not None:
                params.append(model.OverloadParam(param, item.optional))
        self.program.unique([_Key(i.name) for i in node.params], "parameter")
        where = [w for w in (self._where(each, params) for each in node.where) if w is not None]
        self.program.unique([_Key(each.param) for each in node.where], "assignment to")
        if len(params) < len(node.params) or len(where) < len(node.where):
            self.program.damage(self.target)
        return model.Overload(tuple(params), tuple(where), node.span)

    def _where(self, node, params):
        param, source = self.param(node.param), self.expression(node.source)
        if param is None or source is None:
            return None
        if not isinstance(source, model.OptionRef):
            self.program.error("where-source", node.source.span, "‘where’ takes an option of a parameter: ‘opts.name’")
            return None
        if any(p.param is param for p in params):
            self.program.error("where-given", node.param.span, f"‘{param.name}’ is a parameter of this overload already")
        if not any(p.param is source.param for p in params):
            self.program.error("where-source", node.source.span,
                               f"‘{source.param.name}’ is no parameter of this overload")
        self._assign(source, param.type, node.source.span, f"‘{param.name}’")
        return model.Assignment(param, source)

    def _Read(self, node):
        param = self.param(node.param)
        if param is None:
            return None
        if not any(one.kind in ("dictionary", "unresolved") for one in model.expand(param.type)):
            self.program.error("not-options", node.param.span, f"‘{param.name}’ takes no dictionary that could be read")
        return model.Read(param)

    def _FlagChange(self, node):
        if not self._in_class(node.flags[0].span, node.word):
            return None
        flags = tuple(f for f in (self.flag(n) for n in node.flags) if f is not None)
        return (model.SetFlags if node.word == "set" else model.ClearFlags)(flags)

    def _FieldChange(self, node):
        if not self._in_class(node.field.span, "set"):
            return None
        field = self.program.member(self.owner, self.owner.fields, node.field, "unknown-field",
                                    f"‘{self.owner.name}’ has no field")
        value = self.expression(node.value)
        if field is None or value is None:
            return None
        self._assign(value, field.type, field_span(node.value), f"the field ‘{field.name}’")
        return model.SetField(field, value)

    def _Listener(self, node):
        if not self._in_class(node.event.span, node.word):
            return None
        self._event(node.event)
        param = self.param(node.param)
        if param is None:
            return None
        if not any(one.kind in ("function", "unresolved") for one in model.expand(param.type)):
            self.program.error("not-a-listener", node.param.span, f"‘{param.name}’ is no function")
        return (model.Once if node.word == "once" else model.Listen)(node.event.text, param)

    def _event(self, name):
        return event_of(self.program, self.owner, name)

    def _Call(self, node):
        native = self._native(node.op.span)
        if native is None:
            return None
        op = self.program.member(native, native.ops, node.op, "unknown-op", f"‘{native.name}’ has no operation")
        args = [self.expression(a) for a in node.args]
        then = node.then and self.hook(node.then, ("result",) if op and op.returns and not op.makes_self else ())
        catch = node.catch and self.hook(node.catch, ("err",))
        unless = self.flag(node.unless) if node.unless else None
        if op is None or None in args:
            return None
        self._check_arguments(args, op.params, node, f"the operation ‘{op.name}’")
        if node.catch is not None and not op.throws:
            self.program.error("catch-nothing", node.catch.span, f"‘{op.name}’ throws nothing that could be caught")
        return model.Call(op, tuple(args), then, catch, unless, node.if_backing)

    def _check_arguments(self, args, params, node, what):
        least = sum(not p.omittable for p in params)
        if not least <= len(args) <= len(params):
            wanted = f"{least} to {len(params)}" if least != len(params) else str(least)
            self.program.error("argument-count", node.span,
                               f"{what} takes {wanted} argument{'' if wanted == '1' else 's'}, here {len(args)}")
            return
        for arg, param, each in zip(args, params, node.args):
            self._assign(arg, param.type, field_span(each), f"‘{param.name}’")

    def _assign(self, value, type_, span, what):
        if isinstance(value, model.Value):
            self.types.check_value(value, type_, "value")
        elif not fits(value, type_):
            self.program.error("argument-type", span, f"this is not of the type that {what} has")

    def _HookClause(self, node):
        return model.Hook(self.hook(node.name, [p.name for p in self.target.params]))

    def _Dispatch(self, node):
        if not self._in_class(node.param.span, "dispatch"):
            return None
        param = self.param(node.param)
        if param is None:
            return None
        cases = [c for c in (self._case(each, param) for each in node.cases) if c is not None]
        self._check_cases(param, cases, node)
        return model.Dispatch(param, tuple(cases))

    def _case(self, node, param):
        type_ = self.types.type(node.type)
        method = self.program.member(self.owner, self.owner.methods, node.method, "unknown-method",
                                     f"‘{self.owner.name}’ has no method")
        args = [self.expression(a) for a in node.args]
        alternatives = model.expand(param.type)
        if type_.kind != "unresolved" and type_ not in alternatives and not any(
                a.kind == "unresolved" for a in alternatives):
            self.program.error("dispatch-type", node.type.name.span,
                               f"‘{param.name}’ is never of type ‘{node.type.name.text}’")
            return None
        if method is None or None in args:
            return None
        if len(args) > len(method.params) or len(args) < sum(not p.omittable for p in method.params):
            self.program.error("argument-count", node.span, f"‘{method.name}’ cannot be called with {len(args)} arguments")
        return model.DispatchCase(type_, method, tuple(args))

    def _check_cases(self, param, cases, node):
        seen = {}
        for case in cases:
            for kind in model.js_kinds(case.type):
                already = seen.setdefault(kind, case)
                if already is not case:
                    self.program.error("ambiguous-dispatch", node.param.span,
                                       f"two cases take a {kind}: JavaScript cannot tell them apart")
                    return

    def _SuperClause(self, node):
        if not self._in_class(node.span, "super"):
            return None
        if self.owner.extends is None and not self.program.damaged(self.owner):
            self.program.error("no-super", node.span, f"‘{self.owner.name}’ extends nothing")
        args = None if node.args is None else tuple(
            a for a in (self.expression(each) for each in node.args) if a is not None)
        return model.SuperCall(args)

    def _Notify(self, node):
        target = self.expression(node.target)
        if target is None:
            return None
        if not isinstance(target, model.ProtocolRef) or target.member.form != "method":
            self.program.error("notify-target", node.target.span, "‘notify’ takes a method of a protocol: ‘target.symbol’")
            return None
        return model.Notify(target)


class _Key:
    def __init__(self, name):
        self.name, self.span = name.text, name.span


def field_span(node):
    """Where an expression stands."""
    return node.span


def state_flag(program, owner, name):
    """A flag of a class's state, or None after a complaint."""
    if owner.state is None:
        if not program.damaged(owner):
            program.error("no-state", name.span, f"‘{owner.name}’ has no ‘state’ in which ‘{name.text}’ could be a flag")
        return None
    return program.member(owner.state, owner.state.members, name, "unknown-flag", f"‘{owner.state.name}’ has no flag")


def condition_of(program, owner, node):
    """The Condition, or None after a complaint."""
    terms, complete, seen = [], True, {}
    for term in node.terms:
        flag = state_flag(program, owner, term.flag)
        complete = complete and flag is not None
        if flag is not None and seen.setdefault(flag.name, term) is not term:
            program.error("repeated-flag", term.flag.span, f"‘{flag.name}’ is in this condition already")
        terms.append(model.Term(flag, term.negated))
    return model.Condition("any" if node.operator == "|" else "all", tuple(terms)) if complete else None


def event_of(program, owner, name):
    """The Event, or the name of an inherited one; None after a complaint."""
    own = owner.event(name.text)
    if own is not None:
        return own
    inherited, base, seen = [], owner.extends, set()
    while base is not None and id(base) not in seen:
        seen.add(id(base))
        if base.kind == "extern class":
            inherited += base.emits
            break
        inherited += [e.name for e in base.events]
        base = base.extends
    if name.text in inherited:
        return name.text
    if not program.damaged(owner):
        program.error("unknown-event", name.span, f"‘{owner.name}’ has no event ‘{name.text}’", name=name.text,
                      among=[e.name for e in owner.events] + inherited)
    return None
