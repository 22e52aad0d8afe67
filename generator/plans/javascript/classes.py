"""A class: constructor, attributes, methods, overrides, and what the native side calls."""

from dataclasses import dataclass, field
from itertools import takewhile

from generator import names
from generator.model import crossable, js_kinds
from generator.plans.javascript.bodies import Body, attribute_condition, kind_test
from generator.plans.javascript.shapes import absent, branches
from generator.plans.javascript.spelling import quoted
from generator.plans.javascript.statements import Needs, Statement, hook_call, literal, taken


@dataclass
class Method:
    """A method, getter or function.

    params     as declared, each with its default
    guards     statements before the arguments are looked at
    branches   of shapes
    checks     statements that validate and convert the arguments
    body       the statements after that
    returns    what follows the body, or None
    setter     of an attribute: statements that validate `value` and keep it, none where it is for reading only
    """
    name: str
    origin: str
    text: str
    params: list
    guards: list = field(default_factory=list)
    branches: list = field(default_factory=list)
    checks: list = field(default_factory=list)
    body: list = field(default_factory=list)
    returns: str | None = None
    setter: list = field(default_factory=list)


@dataclass
class Handler(Method):
    """A method that the native side calls.

    brought   names of what it is called with
    told      the object that is told, and what: of those, and of what has been written into memory
    gathered  it may be told of many objects at once, each with the place of its bytes
    """
    brought: list = field(default_factory=list)
    told: list = field(default_factory=list)
    gathered: bool = False


@dataclass
class JavaScriptClass:
    """One file.

    base        (what is required of it, from where) of the base class, or None
    extends     the base class's name, or None
    events      names, in quotes, of the events whose listeners may throw: those of an emitter
    constructor None where the base class's, or none, will do
    symbols     (kind, symbol, expression) of protocol members
    handlers    of Handler
    native      what the functions of its backing begin with, or None
    storage     the function that brings the native struct's ArrayBuffer, or None
    """
    name: str
    file: str
    text: str
    origin: str
    base: tuple | None
    extends: str | None
    events: list
    constructor: Method | None
    attributes: list
    methods: list
    overrides: list
    symbols: list
    handlers: list
    native: str | None
    native_origin: str | None
    storage: str | None
    needs: Needs


def _used(callable_):
    """Names of the parameters that something after the shapes looks at."""
    used = set()

    def look(value):
        if value is None:
            return
        if value.kind in ("param", "option", "protocol"):
            used.add(value.param.name)
        elif value.kind == "object":
            for _, entry in value.entries:
                look(entry)

    for clause in callable_.body:
        if clause.kind in ("once", "listen", "dispatch", "read"):
            used.add(clause.param.name)
        elif clause.kind == "hook":
            used.update(clause.ref.params)
        elif clause.kind == "set field":
            look(clause.value)
        elif clause.kind in ("call", "emit"):
            for arg in clause.args:
                look(arg)
        elif clause.kind == "super" and clause.args is not None:
            for arg in clause.args:
                look(arg)
    return used


def _reads_options(callable_, param):
    """The body says so, refers to a dictionary's options, or keeps it: it is read as a whole, once."""
    def refers(value):
        if value is None:
            return False
        if value.kind == "option":
            return value.param is param
        if value.kind == "object":
            return any(refers(entry) for _, entry in value.entries)
        return False

    for clause in callable_.body:
        if clause.kind == "read" and clause.param is param:
            return True
        values = list(getattr(clause, "args", None) or []) if clause.kind != "emit" else []
        if clause.kind == "set field":
            values.append(clause.value)
            if clause.value.kind == "param" and clause.value.param is param:
                return True
        if any(refers(value) for value in values):
            return True
    return False


def _brought(callable_, param):
    """Names of the options that one of the shapes has made parameters: they are theirs to read."""
    return {w.source.option.name for o in callable_.overloads for w in o.where if w.source.param is param}


def _checks(callable_, needs):
    """What validates and converts each argument, in the order of the parameters."""
    found = []
    passed_on = {name for c in callable_.body if c.kind == "hook" for name in taken(c.ref)}
    for param in callable_.params:
        name, type_ = param.name, param.type
        if type_.kind == "scalar" or (type_.kind == "extern type" and type_.methods):
            needs.scalars.add(type_.name)
            condition = f"{name} !== undefined" if param.optional else None
            found.append(Statement("if" if condition else "plain", f"{name} = {type_.name}({name})", condition))
        elif type_.kind == "dictionary" and _reads_options(callable_, param):
            needs.read(type_, _brought(callable_, param))
            found.append(Statement("plain", f"{name} = {type_.name}({name})"))
        elif getattr(type_, "name", None) == "boolean":
            found.append(Statement("plain", f"{name} = Boolean({name})"))
        elif name in passed_on and js_kinds(type_) == ("function",):
            found.append(Statement("if", f"{name} = undefined", f"typeof {name} !== 'function'"))
    return found + [_refusal(c, needs) for c in callable_.body if c.kind == "dispatch"]


def _refusal(clause, needs):
    """What a dispatched method would refuse is refused before anything has been made that could be left behind."""
    name, cases = clause.param.name, []
    for case in clause.cases:
        if case.type.kind == "scalar":
            needs.scalars.add(case.type.name)
            cases.append((kind_test(clause.param, case), f"{name} = {case.type.name}({name})"))
    return Statement("dispatch", cases=cases)


def _params(callable_):
    return [p.name if p.default is None else f"{p.name} = {absent(p)}" for p in callable_.params]


def _returns(callable_):
    outcome = callable_.outcome
    return outcome if outcome in (None, "this") else getattr(outcome, "name", None)


def method(callable_, needs, checked=True):
    """The Method plan of anything with parameters and a body."""
    body = Body(callable_, needs)
    guards = list(takewhile(lambda clause: clause.kind == "guard", callable_.body))
    others = callable_.body[len(guards):]
    return Method(
        name=callable_.name, origin=callable_.origin, text=callable_.doc.summary, params=_params(callable_),
        guards=body.statements(guards), branches=branches(callable_.name, callable_, _used(callable_)),
        checks=_checks(callable_, needs) if checked else [], body=body.statements(others),
        returns=_returns(callable_),
    )


def _attribute(attribute, needs):
    if attribute.hook is not None:
        text = hook_call(needs, attribute.hook)
    elif attribute.field is not None:
        text = f"this._{attribute.field.name}"
    else:
        text = attribute_condition(needs, attribute)
    return Method(attribute.name, attribute.origin, attribute.doc.summary, [], body=[Statement("result", text)],
                  setter=_setter(attribute, needs) if attribute.writable else [])


def _setter(attribute, needs):
    field_, nullable = f"this._{attribute.field.name}", attribute.type.kind == "nullable"
    type_ = attribute.type.of if nullable else attribute.type
    if type_.kind != "scalar":
        return [Statement("plain", f"{field_} = Boolean(value)")]
    needs.scalars.add(type_.name)
    if not nullable:
        return [Statement("plain", f"{field_} = {type_.name}(value)")]
    return [Statement("if", "value = null", "value === undefined"),
            Statement("if", f"value = {type_.name}(value)", "value !== null"), Statement("plain", f"{field_} = value")]


def _handler(handler, needs):
    told = crossable.in_told_order(handler.callback.params, _crossing_key)
    params = [p.name for p in handler.callback.params]
    action = handler.action
    if action.kind == "hook":
        text = hook_call(needs, action.ref)
    elif action.kind == "emit":
        text = Body(handler, needs).statements([action])[0].text
    else:
        text = f"this._pending{names.pascal(action.pending)}({', '.join(params)})"
    return Handler(names.snake(handler.callback.name), handler.origin, "", [_told(p) for p in told],
                   body=[Statement("plain", text)], brought=[p.name for p in told if not _is_number(p)],
                   told=["objects.take()" if handler.callback.deliver == "last" else "objects.at(0)", *_values(told)],
                   gathered=handler.callback.gathers is not None)


def _values(told):
    """Numbers have been written into memory, one behind the other."""
    numbers = [p for p in told if _is_number(p)]
    return [_number(p, numbers.index(p)) if p in numbers else p.name for p in told]


def _number(param, place):
    text = f"objects.numbers[{place}]"
    return f"{text} !== 0" if _crossing_key(param) == "boolean" else text


def _is_number(param):
    return crossable.is_number(_crossing_key(param))


def _crossing_key(param):
    return crossable.key(param.type.of if param.type.kind == "nullable" else param.type)


def _told(param):
    """What is not there is left out."""
    return f"{param.name} = null" if _crossing_key(param) in crossable.NULLABLE_ARGUMENTS else param.name


def _symbols(class_, needs):
    found = []
    for implementation in class_.implementations:
        symbol = implementation.member.symbol.name
        needs.protocols.add(symbol)
        text = "this._handle" if implementation.hook is None else hook_call(needs, implementation.hook)
        found.append((implementation.member.form, symbol, text))
    return found


def _constructor(class_, needs):
    """The constructor, with every field that it does not set itself given its first value after `super`."""
    if class_.constructor is None:
        return _constructor_of_fields(class_)
    plan = method(class_.constructor, needs)
    own = {clause.field.name for clause in class_.constructor.body if clause.kind == "set field"}
    fields = [Statement("plain", f"this._{name} = {value}") for name, value in _fields(class_) if name not in own]
    after = next((i + 1 for i, s in enumerate(plan.body) if s.kind == "super"), 0)
    plan.body[after:after] = fields
    return plan


def _constructor_of_fields(class_):
    """The constructor of a class that declares none."""
    fields = [Statement("plain", f"this._{name} = {value}") for name, value in _fields(class_)]
    if not fields:
        return None
    if class_.extends is None:
        return Method("constructor", class_.origin, "", [], body=fields)
    return Method("constructor", class_.origin, "", ["...args"], body=[Statement("super", "super(...args)"), *fields])


def _fields(class_):
    found = []
    if class_.state is not None:
        found.append(("state", "0"))
    if class_.backing is not None:
        found.append(("native", "null"))
        if class_.backing.storage and _has_storage(class_):
            found.append(("storage", "null"))
    found += [(f"pending{names.pascal(name)}", "null") for name in class_.pending]
    found += [(field_.name, _first_value(field_)) for field_ in class_.fields]
    return found


def _first_value(field_):
    """What the field begins with. A count that may outgrow 32 bits does so as -0: V8 keeps a field that has held
    nothing but small integers as one, and compiles anew all that touches the object when it becomes too large."""
    if field_.type.kind == "primitive" and field_.type.name == "u64" and literal(field_.default) == "0":
        return "-0"
    return literal(field_.default)


def _has_storage(class_):
    return any(i.hook is None for i in class_.implementations)


def _ancestors(class_):
    """The classes above, nearest first; an extern class comes last."""
    while class_.kind == "class" and class_.extends is not None:
        class_ = class_.extends
        yield class_


def _required(base):
    """What is required, from where, to extend a class."""
    if base.kind == "class":
        return base.type_name, f"./{names.snake(base.name)}"
    return f"{{ {base.name} }}", base.package


def _events(class_):
    """In quotes: of an emitter, the events that it can emit."""
    found = {event.name for event in class_.events}
    for one in _ancestors(class_):
        found.update(one.emits if one.kind == "extern class" else (event.name for event in one.events))
    return [quoted(name) for name in sorted(found)] if class_.extends is not None else []


def javascript_class(class_):
    """The JavaScriptClass plan of a Class."""
    needs = Needs()
    native = class_.backing
    storage = None
    if native is not None:
        needs.binding = True
        needs.objects = bool(native.callbacks)
        if native.storage and _has_storage(class_):
            storage = f"{names.snake(native.name)}Storage"
    base = class_.extends
    return JavaScriptClass(
        name=class_.type_name, file=names.snake(class_.name), text=class_.doc.summary, origin=class_.origin,
        base=_required(base) if base else None, extends=getattr(base, "type_name", base.name) if base else None,
        events=_events(class_),
        constructor=_constructor(class_, needs),
        attributes=[_attribute(a, needs) for a in class_.attributes],
        methods=[method(m, needs) for m in class_.methods],
        overrides=[method(o, needs, checked=False) for o in class_.overrides],
        symbols=_symbols(class_, needs), handlers=[_handler(h, needs) for h in class_.handlers],
        native=names.snake(native.name) if native and native.callbacks else None,
        native_origin=native.origin if native else None, storage=storage, needs=needs,
    )
