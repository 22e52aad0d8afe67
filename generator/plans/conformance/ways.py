"""Every public way in which a scalar's value enters."""
from __future__ import annotations

from dataclasses import dataclass

from generator.model import expand, js_kinds
from generator.plans.conformance.calls import arguments, forms, other_kinds
from generator.plans.conformance.layout import array, arrow, quote
from generator.plans.conformance.subjects import clauses, public_methods
from generator.plans.types.wording import scalars


@dataclass(frozen=True)
class Way:
    """A call whose argument is `given`.

    scalar     name of the value's type
    lines      properties that tell how the value enters:
                 make       makes the object that it is called on, where the call does not make one
                 of         class of the object that the call makes
                 call       the call
                 elsewhere  kinds of values that have another meaning there
                 only       the kinds that have this meaning, where it is one of several
                 omittable  undefined is taken, too
                 nullable   null is taken, and undefined for null
                 reads      what is read back
    """
    scalar: str
    lines: tuple


def ways(subjects):
    """All Ways of a module."""
    result = []
    for callable_, head, class_ in subjects.callables():
        result += _of(callable_, head, None, subjects.name(class_))
    for class_ in subjects.classes:
        for method in public_methods(class_):
            if method.returns is not None and method.returns.kind == "this":
                result += _of(method, f"object.{method.name}", subjects.new(class_), subjects.name(class_))
        result += [_set(subjects, class_, a) for a in class_.attributes if a.writable and scalars(a.type)]
    return list(dict.fromkeys(result))


def _of(callable_, head, make, of):
    for form in forms(callable_):
        for slot, param in enumerate(form.params):
            if _is_dictionary(param.param):
                found = _through_options(callable_, form, param.param)
            else:
                found = _by_position(callable_, form, slot)
            for scalar, args, elsewhere, only, omittable in found:
                call = f"{head}({', '.join(args)})"
                yield Way(scalar.name, tuple(_lines(make, of, call, elsewhere, only, omittable)))


def _set(subjects, class_, attribute):
    scalar, = scalars(attribute.type)
    nullable = attribute.type.kind == "nullable"
    call = f"Object.assign(object, {{ {attribute.name}: given }})"
    lines = _lines(subjects.new(class_), subjects.name(class_), call, (), (), nullable)
    lines += ["nullable: true"] if nullable else []
    if not scalar.conversions:
        lines.append(f"reads: (object) => object.{attribute.name}")
    return Way(scalar.name, tuple(lines))


def _lines(make, of, call, elsewhere, only, omittable):
    if make is None:
        lines = [f"of: {of}", arrow("call: (given)", call, 2, "")]
    else:
        lines = [f"make: () => {make}", arrow("call: (given, object)", call, 2, "")]
    if elsewhere:
        lines.append(array("elsewhere: ", [quote(kind) for kind in elsewhere], 2))
    if only:
        lines.append(array("only: ", [quote(kind) for kind in only], 2))
    if omittable:
        lines.append("omittable: true")
    return lines


def _by_position(callable_, form, slot):
    param = form.params[slot].param
    dispatched = any(c.param is param for c in clauses(callable_, "dispatch"))
    if not dispatched and len(expand(param.type)) > 1:
        return
    for scalar in scalars(param.type):
        only = js_kinds(scalar) if dispatched else ()
        elsewhere = () if dispatched else other_kinds(callable_, form, slot)
        yield scalar, arguments(form, {param.name: "given"}), elsewhere, only, param.omittable


def _through_options(callable_, form, param):
    for where in form.shape.where:
        if where.source.param is param:
            for scalar in scalars(where.param.type):
                yield scalar, arguments(form, {where.param.name: "given"}), (), (), where.param.omittable
    for option in own_options(callable_, param):
        for scalar in scalars(option.type):
            args = arguments(form, options={option.name: "given"})
            yield scalar, args, (), (), option.optional or option.default is not None


def own_options(callable_, param):
    """The options that mean something besides the parameters that they may bring."""
    brought = {w.source.option.name for shape in callable_.shapes for w in shape.where}
    names = {o.name for o in _carried(callable_, param)} | brought
    return [o for o in expand(param.type)[0].all_members if o.name not in names]


def _carried(callable_, param):
    """Options of a dictionary that is there only to bring parameters."""
    members = expand(param.type)[0].all_members
    return [o for o in members if callable_.param(o.name) is not None]


def _is_dictionary(param):
    kinds = expand(param.type)
    return len(kinds) == 1 and kinds[0].kind == "dictionary"
