"""Types, parameters and literals."""
from __future__ import annotations

from .. import model, syntax

PRIMITIVES = ("boolean", "i32", "u32", "u64", "string", "void", "bytes", "uv_error", "Error", "unknown")
TYPE_KINDS = ("alias", "class", "dictionary", "enum", "extern class", "extern type", "flags", "native", "protocol",
              "scalar")
LIMITS = {"i32": (-2**31, 2**31 - 1), "u32": (0, 2**32 - 1), "u64": (0, 2**64 - 1)}


class Types:
    """Resolves types in one scope. `local`: further types by name (type parameters, a native's flags).

    this, self_, promises: whether `this`, `self` and `Promise<T>` may stand behind an arrow.
    """

    native_types = False

    def __init__(self, program, scope, local=None, this=False, self_=False, promises=False):
        self.program = program
        self.scope = scope
        self.local = dict(local or {})
        self.this = this
        self.self_ = self_
        self.promises = promises

    def type(self, node, result=False):
        """The type that a node means; Unresolved after a complaint. `result`: it stands behind an arrow."""
        if isinstance(node, syntax.NamedType):
            return self._named(node.name, result)
        if isinstance(node, syntax.LiteralType):
            return model.Literal(node.value.value)
        if isinstance(node, syntax.UnionType):
            return model.Union(tuple(self.type(n) for n in node.alternatives))
        if isinstance(node, syntax.TupleType):
            return self._tuple(node)
        if isinstance(node, syntax.FnType):
            returns = self.type(node.returns) if node.returns is not None else None
            return model.FunctionType(tuple(self.params(node.params)), returns)
        return self._promise(node, result) if node.form == "promise" else self._wrapped(node)

    def _named(self, ref, result):
        name = ref.text
        if name in self.local:
            return self.local[name]
        if name in ("this", "self"):
            return self._special(ref, result)
        if name in PRIMITIVES:
            if name == "void" and not result:
                self.program.error("misplaced-type", ref.span, "‘void’ stands only behind an arrow")
            return model.Primitive(name)
        found = self.scope.find(name)
        if found is None:
            if not self.scope.may_have(name):
                self.program.error("unknown-type", ref.span, f"unknown type ‘{name}’", name=name,
                                   among=[*PRIMITIVES, *self.local, *self.scope.names(*TYPE_KINDS)])
            return model.Unresolved(name)
        if found.declaration.kind not in TYPE_KINDS:
            self.program.error("not-a-type", ref.span, f"‘{name}’ is no type",
                               related=(found.declaration.span, f"‘{name}’ is declared here"))
            return model.Unresolved(name)
        if found.declaration.kind == "native" and not self.native_types:
            self.program.error("cannot-cross", ref.span, f"‘{name}’ stays below the boundary",
                               note="what JavaScript sees of it is the class that it is the backing of")
            return model.Unresolved(name)
        return found.declaration

    def _special(self, ref, result):
        fits = result and (self.this if ref.text == "this" else self.self_)
        if not fits:
            where = "a method" if ref.text == "this" else "an operation"
            self.program.error("misplaced-type", ref.span, f"‘{ref.text}’ stands only behind the arrow of {where}")
            return model.Unresolved(ref.text)
        return model.This() if ref.text == "this" else model.Self()

    def _promise(self, node, result):
        if not (result and self.promises):
            self.program.error("misplaced-promise", node.span,
                               "a promise stands only behind the arrow of what JavaScript calls")
        return model.Promise(self.type(node.of, result=True))

    def _wrapped(self, node):
        of = self.type(node.of)
        if node.form == "nullable":
            if of.kind == "nullable":
                self.program.error("double-nullable", node.span, "this type is nullable already")
            return model.Nullable(of)
        if node.form == "array":
            return model.Array(of)
        if of.kind not in ("enum", "unresolved"):
            self.program.error("handle-enum", node.span, "‘uv<…>’ needs an enum of libuv’s handle types")
            return model.Unresolved()
        return model.Handle(of)

    def _tuple(self, node):
        items = []
        for item in node.items:
            type_ = self.type(item.type)
            items.append(model.TupleItem(item.name.text, type_, self.owner(item.ownership, type_, item.name)))
        self.program.unique([_Named(i.name.text, i.name.span) for i in node.items], "part")
        if not items:
            self.program.error("empty-tuple", node.span, "a tuple has at least one part")
        return model.Tuple(tuple(items))

    # ------------------------------------------------------------ parameters

    def params(self, nodes, doc=None):
        """Params of a list of ParamDecls. `doc` is the ReadDoc of what they belong to."""
        texts = doc.doc().params if doc else {}
        result = []
        for node in nodes:
            if node.type is None:
                self.program.error("misplaced-self", node.name.span,
                                   "‘self’ is the first parameter of an operation, and of nothing else")
                continue
            result.append(self._param(node, texts.get(node.name.text)))
        self.program.unique(result, "parameter")
        self._check_order(result)
        return result

    def _param(self, node, text):
        type_ = self.type(node.type)
        default = None
        if node.default is not None:
            if node.optional:
                self.program.error("optional-default", node.default.span,
                                   "a ‘?’ and a default exclude each other: with a default it can be left out anyway")
            default = self.value(node.default)
            self.check_value(default, type_, "default")
        return model.Param(node.name.text, type_, node.name.span, node.optional, default,
                           self.owner(node.ownership, type_, node.name), text)

    def _check_order(self, params):
        optional = None
        for param in params:
            if param.omittable:
                optional = optional or param
            elif optional is not None:
                self.program.error("required-after-optional", param.span,
                                   f"‘{param.name}’ is required, but comes after ‘{optional.name}’, which is not",
                                   related=(optional.span, f"‘{optional.name}’ may be left out"))

    def owner(self, word, type_, name):
        """The Ownership of what is called `name`: none where nothing crosses the boundary."""
        if word is not None:
            self.program.error("misplaced-ownership", word.span,
                               f"‘{word.word}’ stands only where something crosses the native boundary")
        return None

    # ------------------------------------------------------------ values

    def value(self, node):
        """The Value of a Literal; of kind `unknown` after a complaint."""
        if node.kind != "const":
            return model.Value(node.kind, {} if node.kind == "empty" else node.value, node.span)
        const = self.program.entry(self.scope, node.value, "unknown-constant", "constant", ("const",))
        if const is None or const.value is None:
            return model.Value("unknown", None, node.span)
        return model.Value(value_kind(const.value), const.value, node.span, const)

    def check_value(self, value, type_, what):
        """Complains about a value that is not of a type, or out of its range."""
        if value.kind == "unknown":
            return
        complaints = [problem(value, one) for one in model.expand(type_)]
        if complaints and None not in complaints:
            word = complaints[0][0]
            text = complaints[0][1] if len(complaints) == 1 else "is none of the values of its type"
            self.program.error(word, value.span, f"this {what} {text}")


class _Named:
    def __init__(self, name, span):
        self.name = name
        self.span = span


def value_kind(value):
    """The kind that a Value of this Python value has."""
    if isinstance(value, bool):
        return "boolean"
    return "int" if isinstance(value, int) else "string"


def problem(value, type_):
    """None when the value is one of the type's; else a diagnostic's id and the end of a sentence."""
    kind = type_.kind
    if kind == "unresolved" or (kind == "primitive" and type_.name == "unknown"):
        return None
    if kind == "nullable":
        if value.kind == "null":
            return None
        inner = [problem(value, one) for one in model.expand(type_.of)]
        return None if not inner or None in inner else inner[0]
    if kind == "scalar":
        return _scalar_problem(value, type_)
    if kind in ("enum", "flags"):
        known = type_.type is not None and value.kind == "int"
        return problem(value, type_.type) if known else _mismatch(value, type_.name)
    if kind == "literal":
        fits = value.kind == "string" and value.value == type_.value
        return None if fits else _mismatch(value, f'"{type_.value}"')
    if kind == "dictionary":
        return None if value.kind == "empty" else _mismatch(value, type_.name)
    if kind == "primitive":
        return _primitive_problem(value, type_.name)
    return _mismatch(value, "this type")


def _primitive_problem(value, name):
    if name in LIMITS:
        if value.kind != "int":
            return _mismatch(value, name)
        low, high = LIMITS[name]
        return None if low <= value.value <= high else ("number-range", f"does not fit into {name}: {low} to {high}")
    if name in ("boolean", "string"):
        return None if value.kind == name else _mismatch(value, name)
    return _mismatch(value, name)


def _scalar_problem(value, scalar):
    for conversion in scalar.conversions:
        if conversion.source.kind == value.kind and conversion.source.value == value.value:
            return None
    wrong = problem(value, scalar.type) if scalar.type is not None else None
    if wrong is not None or scalar.low is None or scalar.high is None:
        return wrong
    low, high = scalar.low.value, scalar.high.value
    if not (isinstance(low, int) and isinstance(high, int)):
        return None
    size = value.value if value.kind == "int" else len(value.value.encode("utf-8"))
    return None if low <= size <= high else ("out-of-range", f"is outside {low}..={high}, the range of ‘{scalar.name}’")


def _mismatch(value, wanted):
    names = {"int": "a number", "string": "a string", "boolean": "a boolean", "null": "null", "empty": "{}"}
    return "wrong-value", f"is {names[value.kind]}, where {wanted} is wanted"
