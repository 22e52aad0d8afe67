"""How a test names what it tests: classes, functions, and the calls that make and use them."""
from __future__ import annotations

from generator.plans.conformance.calls import forms


class Subjects:
    """The module as tests see it: one variable, and its statics."""

    def __init__(self, module):
        self.module = module
        self.default = module.exports.default.name
        self._names = {id(module.exports.default): self.default}
        for entry in module.exports.entries:
            if entry.target is not None:
                self._names.setdefault(id(entry.target), f"{self.default}.{entry.name}")

    @property
    def classes(self):
        """The exported classes."""
        return [c for c in self.module.classes if id(c) in self._names]

    @property
    def functions(self):
        """The exported functions."""
        return [f for f in self.module.functions if id(f) in self._names]

    def name(self, declaration):
        """`Module.Name`, or the module's own name."""
        return self._names[id(declaration)]

    def new(self, class_):
        """An expression that makes an object with no arguments."""
        return f"new {self.name(class_)}()"

    def callables(self):
        """(Callable, beginning of a call, Class of the result) of all that makes an object."""
        for one in self.classes:
            if one.constructor is not None:
                yield one.constructor, f"new {self.name(one)}", one
        for one in self.functions:
            if one.returns is not None and one.delegate is None and one.returns in self.classes:
                yield one, self.name(one), one.returns


def public_methods(class_):
    """The methods that programs may call."""
    return [m for m in class_.methods if not m.annotations.internal and not m.annotations.friend]


def shortest(method):
    """The Form of the canonical shape with nothing that can be left out."""
    return forms(method)[0]


def clauses(callable_, kind):
    """The clauses of that kind in a body."""
    return [c for c in callable_.body if c.kind == kind]
