"""Statements of a body: a `kind` for the template to choose by, and what it writes down."""

from dataclasses import dataclass, field

from generator.plans.javascript.spelling import quoted


@dataclass
class Statement:
    """One statement of a method.

    kind       what the template looks at
    condition  a JavaScript expression, or None
    text       the statement's main expression
    then       statement after it has succeeded, or None
    catch      statement that takes `err`, or None
    cases      (condition, statement) in order
    comment    a line above it, or None
    """
    kind: str
    text: str = ""
    condition: str | None = None
    then: str | None = None
    catch: str | None = None
    cases: list = field(default_factory=list)
    comment: str | None = None


class Needs:
    """What a file must require, collected while its statements are spelled out."""

    def __init__(self):
        self.binding = False
        self.errors = False
        self.objects = False
        self.flags = set()
        self.options = set()
        self.brought = {}
        self.protocols = set()
        self.scalars = set()
        self.hooks = {}

    @property
    def requires(self):
        """(what it is called here, or a list of names; file) of each file of the module."""
        found = [("binding", "#binding")] if self.binding else []
        found += [("errors", "./errors")] if self.errors else []
        found += [("objects", "./objects")] if self.objects else []
        named = (("./flags", self.flags), ("./options", self.options), ("./protocols", self.protocols),
                 ("./scalars", self.scalars))
        return found + [(sorted(names, key=lambda n: (n.lower(), n)), path) for path, names in named if names]

    def read(self, dictionary, brought):
        """A dictionary is read, all but the options `brought` as parameters by the shapes of the call."""
        self.options.add(dictionary.name)
        self.brought[dictionary.name] = self.brought.get(dictionary.name, brought) & brought

    def flag(self, flag):
        """A flag: `State.OPEN`."""
        self.flags.add(flag.owner.name)
        return f"{flag.owner.name}.{flag.name}"

    def mask(self, flags):
        """`State.A`, or `(State.A | State.B)`."""
        if len(flags) == 1:
            return self.flag(flags[0])
        return f"({' | '.join(self.flag(f) for f in flags)})"

    def hook(self, ref):
        """The call's beginning for a hook: `writing.write`."""
        stem = ref.file.path.rsplit("/", 1)[-1].removesuffix(".js")
        self.hooks[stem] = "../../../" + ref.file.path.removesuffix(".js")
        return f"{stem}.{ref.name}"

    @property
    def hook_files(self):
        return sorted(self.hooks.items())


def taken(ref):
    """The names of what a hook is called with: as many as it takes."""
    written = ref.file.functions[ref.name]
    takes_rest = bool(written) and written[-1].startswith("...")
    return ref.params if takes_rest else ref.params[: len(written)]


def hook_call(needs, ref):
    """`writing.write(this, chunk)`"""
    return f"{needs.hook(ref)}({', '.join(taken(ref))})"


def condition(needs, value):
    """A Condition as a boolean expression over `this._state`."""
    positive = [t.flag for t in value.terms if not t.negated]
    negated = [t.flag for t in value.terms if t.negated]
    parts = []
    if value.operator == "any":
        if positive:
            parts.append(f"(this._state & {needs.mask(positive)}) !== 0")
        parts += [f"(this._state & {needs.flag(f)}) === 0" for f in negated]
        return " || ".join(parts)
    parts += [f"(this._state & {needs.flag(f)}) !== 0" for f in positive]
    if negated:
        parts.append(f"(this._state & {needs.mask(negated)}) === 0")
    return " && ".join(parts)


def violation(needs, value):
    """The opposite, for a guard."""
    negated = [t.flag for t in value.terms if t.negated]
    if value.operator == "all" and len(negated) == len(value.terms):
        return f"this._state & {needs.mask(negated)}"
    return f"!({condition(needs, value)})"


def literal(value):
    """A Value as JavaScript."""
    if value.kind == "boolean":
        return "true" if value.value else "false"
    if value.kind == "empty":
        return "{}"
    if value.kind == "null":
        return "null"
    if value.kind == "string":
        return quoted(value.value)
    return str(value.value)
