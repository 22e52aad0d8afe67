"""Values: constants, errors, validated scalars, options, protocols."""

from dataclasses import dataclass

from generator.plans.javascript.spelling import constant, quoted, templated
from generator.plans.javascript.statements import literal
from generator.plans.types.wording import is_boolean, is_string


@dataclass
class Scalar:
    """A check.

    type_name    what typeof must say
    unit         of a string's length, or None for another value
    broken       expression that is true out of range, or None where there is no range
    wrong_type   message, a template literal
    out_of_range message, a template literal, or None
    factory      of the error
    conversions  (what stands for it, what it becomes)
    """
    name: str
    origin: str
    text: str
    type_name: str
    unit: str | None
    broken: str | None
    wrong_type: str
    out_of_range: str | None
    factory: str
    conversions: list


@dataclass
class Duck:
    """A check of an object by its methods: `methods` are names in quotes, `noun` what messages call it."""
    name: str
    origin: str
    noun: str
    methods: list
    factory: str


@dataclass
class Option:
    """`name`, its default as JavaScript or None, and the expression that converts it."""
    name: str
    default: str | None
    converted: str

    @property
    def read(self):
        """It in a destructuring pattern."""
        return self.name if self.default is None else f"{self.name} = {self.default}"


@dataclass
class Dictionary:
    """What an options object is read for, of Option."""
    name: str
    origin: str
    options: list


def scalar(declaration):
    """The Scalar plan."""
    broken, out_of_range = (None, None) if is_boolean(declaration) else _range(declaration)
    type_name = declaration.type.name if broken is None or is_string(declaration) else "number"
    return Scalar(
        name=declaration.name, origin=declaration.origin, text=declaration.doc.summary, type_name=type_name,
        unit=declaration.unit, broken=broken, out_of_range=out_of_range,
        wrong_type=f"`{templated(declaration.noun)} must be a {type_name}, got ${{typeof value}}`",
        factory=declaration.error.name,
        conversions=[(literal(c.source), literal(c.target)) for c in declaration.conversions],
    )


def _range(declaration):
    """Whether a value is out of the range, and what is said then."""
    low, high = declaration.low.value, declaration.high.value
    subject = "length" if is_string(declaration) else "value"
    spelled = str(high) if high <= 0xFFFF else f"0x{high:x}"
    if is_string(declaration) and low == 0:
        broken, range_ = f"{subject} > {spelled}", f"at most {high}"
    else:
        broken, range_ = f"{subject} < {low} || {subject} > {spelled}", f"from {low} to {high}"
    noun = templated(declaration.noun)
    if is_string(declaration):
        return broken, f"`{noun} must have {range_} {declaration.unit}, got ${{length}}`"
    return broken, f"`{noun} must be an integer {range_}, got ${{value}}`"


def duck(declaration):
    """The Duck plan of an extern type that has methods to look for."""
    return Duck(declaration.name, declaration.origin, templated(declaration.noun), [quoted(m) for m in declaration.methods],
                declaration.error.name)


def dictionary(declaration, brought=frozenset()):
    """The Dictionary plan: all options, the inherited ones included, but those `brought` as parameters."""
    options = []
    for option in declaration.all_members:
        if option.name not in brought:
            default = None if option.default is None else literal(option.default)
            options.append(Option(option.name, default, _converted(option)))
    return Dictionary(declaration.name, declaration.origin, options)


def _converted(option):
    name, nullable = option.name, option.type.kind == "nullable"
    type_ = option.type.of if nullable else option.type
    if getattr(type_, "name", None) == "boolean":
        return f"Boolean({name})"
    if type_.kind != "scalar" and not (type_.kind == "extern type" and type_.methods):
        return name
    absent = [f"{name} === undefined"] if option.default is None and option.optional else []
    absent += [f"{name} === null"] if nullable else []
    checked = f"scalars.{type_.name}({name})"
    return f"{' || '.join(absent)} ? {name} : {checked}" if absent else checked


def constant_tree(entry):
    """An export group as nested (name, value) pairs, the value being a list where it goes deeper."""
    if entry.target is None:
        return [(e.name, constant_tree(e)) for e in entry.entries]
    target = entry.target
    if target.kind == "flags":
        return [(m.name, f"0x{m.value:x}") for m in target.public]
    if target.kind == "enum":
        return [(m.name, str(m.value)) for m in target.members]
    return constant(target)
