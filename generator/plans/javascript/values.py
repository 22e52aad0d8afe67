"""Values: constants, errors, validated scalars, options, protocols."""

from dataclasses import dataclass

from generator.plans.javascript.spelling import quoted
from generator.plans.javascript.statements import literal


@dataclass
class Scalar:
    """A check.

    type_name    what typeof must say
    unit         of a string's length, or None for a number
    broken       expression that is true out of range
    wrong_type   message, a template literal
    out_of_range message, a template literal
    factory      of the error
    conversions  (what stands for it, what it becomes)
    """
    name: str
    origin: str
    text: str
    type_name: str
    unit: str | None
    broken: str
    wrong_type: str
    out_of_range: str
    factory: str
    conversions: list


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
    is_string = declaration.type.name == "string"
    low, high = declaration.low.value, declaration.high.value
    subject = "length" if is_string else "value"
    spelled = str(high) if high <= 0xFFFF else f"0x{high:x}"
    if is_string and low == 0:
        broken, range_ = f"{subject} > {spelled}", f"at most {high}"
    else:
        broken, range_ = f"{subject} < {low} || {subject} > {spelled}", f"from {low} to {high}"
    type_name = "string" if is_string else "number"
    if is_string:
        out_of_range = f"`{declaration.noun} must have {range_} {declaration.unit}, got ${{length}}`"
    else:
        out_of_range = f"`{declaration.noun} must be an integer {range_}, got ${{value}}`"
    return Scalar(
        name=declaration.name, origin=declaration.origin, text=declaration.doc.summary, type_name=type_name,
        unit=declaration.unit, broken=broken, out_of_range=out_of_range,
        wrong_type=f"`{declaration.noun} must be a {type_name}, got ${{typeof value}}`",
        factory=declaration.error.name,
        conversions=[(literal(c.source), literal(c.target)) for c in declaration.conversions],
    )


def dictionary(declaration):
    """The Dictionary plan: all options, the inherited ones included."""
    options = []
    for option in declaration.all_members:
        converted = option.name
        if option.type.kind == "scalar":
            converted = f"scalars.{option.type.name}({option.name})"
            if option.default is None and option.optional:
                converted = f"{option.name} === undefined ? undefined : {converted}"
        elif getattr(option.type, "name", None) == "boolean":
            converted = f"Boolean({option.name})"
        default = None if option.default is None else literal(option.default)
        options.append(Option(option.name, default, converted))
    return Dictionary(declaration.name, declaration.origin, options)


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


def constant(declaration):
    """A Const as JavaScript."""
    value = declaration.value
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value) if isinstance(value, str) else str(value)
