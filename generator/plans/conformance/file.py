"""The conformance file as a whole."""
from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model import expand, js_kinds
from generator.plans.conformance.calls import arguments, forms
from generator.plans.conformance.layout import array, quote
from generator.plans.conformance.listeners import listeners
from generator.plans.conformance.options import boolean_options
from generator.plans.conformance.protocols import implemented, targets
from generator.plans.conformance.resources import handouts
from generator.plans.conformance.states import chained, moments, refusals
from generator.plans.conformance.subjects import Subjects, clauses
from generator.plans.conformance.values import scalar_values
from generator.plans.conformance.ways import ways
from generator.plans.javascript.values import constant_tree


@dataclass(frozen=True)
class Export:
    """A static of the module; `type` is what typeof says of it."""
    name: str
    type: str


@dataclass(frozen=True)
class ClassShape:
    """A class: its own name, what it extends, its methods.

    look     entry of a Map with the names of its attributes
    methods  an array of those that it must have of its own
    """
    subject: str
    name: str
    base: str | None
    methods: str
    look: str


@dataclass(frozen=True)
class Ignored:
    """A call with an argument `given` that no case takes: an array of `values`."""
    call: str
    make: str
    values: str


@dataclass(frozen=True)
class Plain:
    """A shape of what makes an object that begins nothing."""
    call: str
    make: str
    of: str


class ConformanceFile:
    """All tests of a module, in the order of the file."""

    def __init__(self, module):
        subjects = Subjects(module)
        self.source = module.source
        self.default = subjects.default
        self.exports = [_export(entry) for entry in module.exports.entries]
        self.packages = _packages(module)
        self.parts = ["exports", "values", "shapes", "states", "protocols"]
        self.classes = [_class_shape(subjects, c) for c in subjects.classes]
        self.constants = _constants(module)
        self.errors = _errors(module)
        self.ways = ways(subjects)
        used = {way.scalar for way in self.ways}
        self.scalars = [scalar_values(s) for s in module.scalars if s.name in used]
        self.ignored = list(_ignored(subjects))
        self.plain = list(_plain(subjects))
        self.options = boolean_options(subjects)
        self.moments = list(moments(subjects))
        self.refusals = list(refusals(subjects))
        self.chained = list(chained(subjects))
        self.listeners = listeners(subjects)
        self.implemented = list(implemented(subjects))
        self.targets = list(targets(subjects))
        self.handouts = list(handouts(subjects))
        self.value_scalars = self._used(self.ways)
        self.shape_scalars = self._used(self.plain, self.ignored, self.listeners, self.options)
        self.state_scalars = self._used(self.moments, self.refusals, self.chained)
        self.protocol_scalars = self._used(self.targets, self.handouts)

    def _used(self, *lists):
        text = repr(lists)
        return [s.name for s in self.scalars if re.search(rf"\b{s.name}\b", text)]


def conformance_file(module):
    """The ConformanceFile of a module."""
    return ConformanceFile(module)


def _export(entry):
    kind = entry.target.kind if entry.target is not None else "group"
    if kind == "const":
        return Export(entry.name, js_kinds(entry.target.type)[0])
    return Export(entry.name, "function" if kind in ("class", "errors", "function declaration") else "object")


def _packages(module):
    """(package, names) of the classes that others extend."""
    result = {}
    for one in module.extern_classes:
        result.setdefault(one.package, []).append(one.name)
    return [(package, ", ".join(names)) for package, names in result.items()]


def _class_shape(subjects, class_):
    return ClassShape(
        subjects.name(class_), class_.type_name or class_.name, _base(subjects, class_.extends),
        array("const methods = ", [quote(m) for m in _own_methods(class_)], 2),
        array(f"[{subjects.name(class_)}, ", [quote(a.name) for a in class_.attributes], 2, "]"),
    )


def _base(subjects, base):
    """What a class of a package, or an exported one of the module, is called here; None for any other."""
    if base is None or base.kind == "extern class":
        return base.name if base is not None else None
    return subjects.name(base) if base in subjects.classes else None


def _own_methods(class_):
    own = [m for m in class_.methods if not m.annotations.internal]
    return [one.name for one in (*own, *class_.overrides)]


def _constants(module):
    """(name of the export, pairs of (name, value), the value being such pairs again where it is a group)."""
    return [(entry.name, constant_tree(entry)) for entry in module.exports.entries if entry.target is None]


def _errors(module):
    """(name of the export, name of the class, ((code, message in quotes or `null`), …)), or None."""
    for entry in module.exports.entries:
        if entry.target is not None and entry.target.kind == "errors":
            return entry.name, entry.target.name, [
                (c.name, quote(c.message) if c.message else "null") for c in entry.target.codes
            ]
    return None


def _ignored(subjects):
    for callable_, head, class_ in subjects.callables():
        for clause in clauses(callable_, "dispatch"):
            taken = set(js_kinds(clause.param.type))
            for shape in callable_.shapes:
                if shape.params and shape.params[0].param is not clause.param:
                    taken.update(js_kinds(shape.params[0].param.type))
            kinds = [text for kind, text in _BY_KIND if kind not in taken]
            yield Ignored(f"{head}(given)", subjects.new(class_), f"[{', '.join(kinds)}]")


_BY_KIND = (
    ("undefined", "undefined"), ("null", "null"), ("boolean", "true"), ("number", "1"), ("string", "'x'"),
    ("function", "noop"), ("object", "{}"), ("symbol", "Symbol('x')"), ("bigint", "1n"),
)


def _plain(subjects):
    for callable_, head, class_ in subjects.callables():
        for form in forms(callable_):
            if not form.shape.where and not any(_begins(p.param) for p in form.params):
                yield Plain(f"{head}({', '.join(arguments(form))})", subjects.new(class_), subjects.name(class_))


def _begins(param):
    return any(one.kind == "scalar" for one in expand(param.type))
