"""Bodies: clauses of the IDL, in their order, as statements."""

from generator import names
from generator.model import js_kinds
from generator.plans.javascript.kinds import is_one_of
from generator.plans.javascript.statements import (
    Statement, condition, hook_call, literal, violation,
)


_WHY_FROZEN = "Frozen, as an engine may be slow to copy options that might still become others."


class Body:
    """Spells out the clauses of one method, constructor, override or function."""

    def __init__(self, owner, needs):
        self.owner = owner
        self.needs = needs

    def statements(self, clauses):
        """The Statements of `clauses`, overloads left out."""
        return [getattr(self, "_" + c.kind.replace(" ", "_"))(c) for c in clauses
                if c.kind not in ("overload", "read")]

    def expression(self, value):
        """A clause's expression as JavaScript."""
        if value.kind == "param":
            return value.param.name
        if value.kind == "option":
            return f"{value.param.name}.{value.option.name}"
        if value.kind == "object":
            entries = ", ".join(f"{key}: {self.expression(entry)}" for key, entry in value.entries)
            return f"{{ {entries} }}"
        if value.kind == "protocol":
            protocol = value.member.owner.name
            self.needs.protocols.add(protocol)
            return f"{protocol}({value.param.name})"
        return literal(value)

    def _guard(self, clause):
        self.needs.errors = True
        return Statement("guard", f"errors.{clause.error.name}()", condition=violation(self.needs, clause.condition))

    def _set_flags(self, clause):
        return Statement("plain", f"this._state |= {self.needs.mask(clause.flags)}")

    def _clear_flags(self, clause):
        return Statement("plain", f"this._state &= ~{self.needs.mask(clause.flags)}")

    def _set_field(self, clause):
        return Statement("plain", f"this._{clause.field.name} = {self.expression(clause.value)}")

    def _once(self, clause):
        return self._subscribe("once", clause)

    def _listen(self, clause):
        return self._subscribe("on", clause)

    def _subscribe(self, method, clause):
        name = clause.param.name
        return Statement("if", f"this.{method}('{clause.event}', {name})", condition=f"typeof {name} === 'function'")

    def _call(self, clause):
        self.needs.binding = True
        native = clause.op.native
        args = [self.expression(arg) for arg in clause.args]
        function = names.snake(native.name) + names.pascal(clause.op.name)
        if clause.op.makes_self:
            return Statement("plain", f"this._native = binding.{function}({', '.join(['this', *args])})")
        text = f"binding.{function}({', '.join(['this._native', *args])})"
        if clause.then is not None or clause.catch is not None:
            then = hook_call(self.needs, clause.then) if clause.then else None
            catch = hook_call(self.needs, clause.catch) if clause.catch else "throw err"
            return Statement("attempt", text, condition=self._when(clause), then=then, catch=catch)
        if clause.unless is not None or clause.if_backing:
            return Statement("if", text, condition=self._when(clause))
        return Statement("result" if getattr(self.owner, "outcome", None) is clause else "plain", text)

    def _when(self, clause):
        if clause.unless is not None:
            return f"(this._state & {self.needs.flag(clause.unless)}) === 0"
        return "this._native !== null" if clause.if_backing else None

    def _hook(self, clause):
        returned = clause is self.owner.body[-1] and getattr(self.owner, "returns", None) is not None
        return Statement("result" if returned else "plain", hook_call(self.needs, clause.ref))

    def _dispatch(self, clause):
        cases = []
        for case in clause.cases:
            args = ", ".join(self.expression(arg) for arg in case.args)
            cases.append((kind_test(clause.param, case), f"this.{case.method.name}({args})"))
        return Statement("dispatch", cases=cases)

    def _passed_on(self):
        """What a method of the same name is called with: it may ask how many arguments there are."""
        params = self.owner.params
        if any(param.optional for param in params):
            return "...arguments"
        return ", ".join(param.name for param in params)

    def _super(self, clause):
        if clause.args is None:
            name = self.owner.name
            return Statement("result", f"super.{name}({self._passed_on()})")
        return Statement("super", f"super({', '.join(self._frozen(arg) for arg in clause.args)})",
                         comment=_WHY_FROZEN if any(arg.kind == "object" for arg in clause.args) else None)

    def _frozen(self, value):
        text = self.expression(value)
        return f"Object.freeze({text})" if value.kind == "object" else text

    def _notify(self, clause):
        symbol = clause.target.member.symbol.name
        self.needs.protocols.add(symbol)
        target = f"{clause.target.param.name}[{symbol}]"
        return Statement("if", f"{target}()", condition=f"typeof {target} === 'function'")

    def _emit(self, clause):
        event = clause.event if isinstance(clause.event, str) else clause.event.name
        args = "".join(f", {self.expression(arg)}" for arg in clause.args)
        return Statement("plain", f"this.emit('{event}'{args})")


def attribute_condition(needs, attribute):
    """The expression of a readonly attribute that is a matter of flags."""
    return condition(needs, attribute.condition)


def kind_test(param, case):
    """The condition that an argument belongs to a case of a dispatch."""
    return is_one_of(js_kinds(case.type), param.name)
