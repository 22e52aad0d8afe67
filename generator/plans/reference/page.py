"""The reference as a whole, section by section."""
from __future__ import annotations

from dataclasses import dataclass

from generator import names
from generator.plans.reference.calls import call
from generator.plans.reference.text import Links, anchor, default, facts, note, paragraph, settable, table
from generator.plans.types.constants import is_constant, numbers
from generator.plans.types.declarations import public_methods
from generator.plans.types.needed import needed
from generator.plans.types.spelling import parameters, spell, type_name
from generator.plans.types.wording import value_range


@dataclass(frozen=True)
class Entry:
    """A static of the module, for the table at the beginning."""
    name: str
    link: str
    text: str


@dataclass(frozen=True)
class Event:
    """An event: `signature` as a listener's parameters."""
    name: str
    signature: str
    text: str
    parameters: tuple


@dataclass(frozen=True)
class Attribute:
    """An attribute; `type` and `settable`, which tells what it may be set to, are Markdown."""
    name: str
    type: str
    text: str
    settable: str


@dataclass(frozen=True)
class ClassSection:
    """A class. `intro` tells what it extends and implements, `inherited` which events come from there."""
    title: str
    summary: str
    intro: str
    constructor: object
    events: tuple
    inherited: tuple
    base: str
    attributes: tuple
    methods: tuple


@dataclass(frozen=True)
class Table:
    """A titled table; `lines` are Markdown."""
    title: str
    summary: str
    lines: tuple


@dataclass(frozen=True)
class Definition:
    """A type with a name; `text` is Markdown."""
    title: str
    text: str
    summary: str


@dataclass(frozen=True)
class Protocol:
    """A duck type; `members` and `refusals` are lines of tables."""
    title: str
    summary: str
    members: tuple
    refusals: tuple


class Page:
    """Everything that the reference says."""

    def __init__(self, module):
        used = needed(module)
        public = {id(d) for d in module.declarations if id(d) in used}
        self.source = module.source
        self.package = module.package
        self.summary = paragraph(module.doc.summary)
        self.default = module.exports.default.name
        self.subpaths = [(s.path.removeprefix("./"), s.entry.name) for s in module.exports.subpaths]
        dictionaries = [d for d in module.dictionaries if id(d) in public]
        aliases = [a for a in module.aliases if id(a) in public]
        protocols = [p for p in module.protocols if id(p) in public]
        externs = [t for t in module.extern_types if id(t) in public]
        links = Links([*module.classes, *dictionaries, *aliases, *externs, *protocols])
        self.entries = [_entry(module, e) for e in module.exports.entries]
        self.classes = [_class(links, module, c) for c in module.classes]
        self.functions = [_function(links, module, f) for f in module.functions]
        self.dictionaries = [_dictionary(links, d) for d in dictionaries]
        self.constants = [_constants(module, e) for e in module.exports.entries if e.target is None]
        self.errors = _errors(module)
        self.values = _values([s for s in module.scalars if id(s) in public])
        self.types = _definitions(aliases, externs)
        self.protocols = [_protocol(p) for p in protocols]


def page(module):
    """The Page of a module."""
    return Page(module)


def _subject(module, declaration):
    default = module.exports.default
    if declaration is default:
        return default.name
    for entry in module.exports.entries:
        if entry.target is declaration:
            return f"{default.name}.{entry.name}"
    return type_name(declaration)


def _entry(module, entry):
    name = f"{module.exports.default.name}.{entry.name}"
    if entry.target is None:
        groups = ", ".join(f"`{group.name}`" for group in entry.entries)
        return Entry(name, f"#{anchor(entry.name)}", f"Numbers: {groups}.")
    if entry.target.kind == "function declaration":
        text = paragraph(entry.target.doc.summary) or note(entry.target.doc.returns or "")
        return Entry(name, f"#{anchor(_function_title(module, entry.target))}", text)
    title = "errors" if entry.target.kind == "errors" else type_name(entry.target)
    return Entry(name, f"#{anchor(title)}", paragraph(entry.target.doc.summary))


def _class(links, module, class_):
    subject = _subject(module, class_)
    receiver = names.camel(class_.name)
    name = type_name(class_)
    constructor = None
    if class_.constructor is not None:
        constructor = call(links, f"new {subject}", class_.constructor)
    base = class_.extends
    return ClassSection(
        name, paragraph(class_.doc.summary), _intro(links, subject, class_, module.exports.default), constructor,
        tuple(_event(e) for e in class_.events), tuple(f"`{e}`" for e in getattr(base, "emits", ())),
        f"`{base.name}`" if base is not None else "",
        tuple(
            Attribute(f"{receiver}.{a.name}", links.type(a.type), paragraph(a.doc.summary), settable(a))
            for a in class_.attributes
        ),
        tuple(_method(links, receiver, name, m) for m in public_methods(class_)),
    )


def _intro(links, subject, class_, default):
    parts = ["The module itself." if class_ is default else f"Exported as `{subject}`."]
    if class_.extends is not None:
        package = getattr(class_.extends, "package", None)
        source = f" of `{package}`; see there for what it inherits" if package else ""
        parts.append(f"Extends `{class_.extends.name}`{source}.")
    if class_.implements:
        parts.append(f"Implements {' and '.join(links.of(p.name) for p in class_.implements)}.")
    return " ".join(parts)


def _event(event):
    texts = tuple((f"`{p.name}`", f"`{spell(p.type)}`", note(p.text or "")) for p in event.params)
    return Event(event.name, f"({parameters(event.params)})", paragraph(event.doc.summary), texts)


def _method(links, receiver, name, method):
    return call(links, f"{receiver}.{method.name}", method, _result(links, name, method.returns))


def _result(links, name, type_):
    if type_ is None:
        return None
    if type_.kind == "this":
        return f"the {links.of(name)} itself"
    if type_.kind == "typevar":
        return "the argument itself"
    return links.type(type_)


def _function(links, module, function):
    return call(links, _function_title(module, function), function, _result(links, "", function.returns))


def _function_title(module, function):
    return f"{module.exports.default.name}.{function.name}"


def _dictionary(links, dictionary):
    rows = []
    for option in dictionary.all_members:
        text = " ".join(part for part in (paragraph(option.doc.summary), note(facts(option.type))) if part)
        rows.append((f"`{option.name}`", links.type(option.type), default(option.default), text))
    lines = table(("Option", "Type", "Default", "Meaning"), rows)
    return Table(dictionary.name, paragraph(dictionary.doc.summary), lines)


def _constants(module, entry):
    return entry.name, tuple(_groups(f"{module.exports.default.name}.{entry.name}", entry))


def _groups(title, entry):
    """A Table of what stands in a group itself, then those of the groups in it."""
    rows = [(f"`{name}`", f"`{value}`", paragraph(declaration.doc.summary)) for name, declaration, value in numbers(entry)]
    if rows:
        yield Table(title, _group_summary(entry), table(("Name", "Value", "Meaning"), rows))
    for one in entry.entries:
        if not is_constant(one):
            yield from _groups(f"{title}.{one.name}", one)


def _group_summary(group):
    if group.target is None:
        return ""
    notes = ["Unstable: may change in any release."] if group.target.annotations.unstable else []
    return " ".join([paragraph(group.target.doc.summary), *notes]).strip()


def _errors(module):
    for entry in module.exports.entries:
        if entry.target is not None and entry.target.kind == "errors":
            rows = [
                (f"`{c.name}`", f"`{c.message}`" if c.message else "says what is wrong", paragraph(c.doc.summary))
                for c in entry.target.codes
            ]
            lines = table(("Code", "Text", "Meaning"), rows)
            return Table(entry.target.name, paragraph(entry.target.doc.summary), lines)
    return None


def _definitions(aliases, externs):
    result = [Definition(a.name, f"`{spell(a.type)}`", paragraph(a.doc.summary)) for a in aliases]
    return result + [Definition(e.name, f"The type of that name in `{e.package}`.", "") for e in externs]


def _values(scalars):
    rows = [
        (paragraph(s.doc.summary), note(value_range(s)), f"`{s.error.name}`") for s in scalars
    ]
    return table(("Value", "Range", "Error"), rows)


def _symbol(symbol):
    return f"Symbol.{symbol.key}" if symbol.well_known else f"Symbol.for('{symbol.key}')"


def _protocol(protocol):
    members = [
        (
            f"`[{_symbol(m.symbol)}]`", "yes" if m.required else "no",
            f"`{spell(m.type)}`" if m.form == "get" else f"`({parameters(m.params)}) => {spell(m.returns)}`",
            paragraph(m.doc.summary),
        )
        for m in protocol.members
    ]
    refusals = [
        (text, f"`{refusal.error.name}`", f"`{refusal.message}`")
        for text, refusal in (("It is missing", protocol.missing), ("It is of another type", protocol.mismatch))
        if refusal is not None
    ]
    return Protocol(
        protocol.name, paragraph(protocol.doc.summary), table(("Property", "Required", "Type", "Meaning"), members),
        table(("The required property", "Error", "Text"), refusals) if refusals else (),
    )
