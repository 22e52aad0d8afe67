"""Ways to call a method that JavaScript's values cannot tell apart, or that do not fit together."""
from __future__ import annotations

from .. import model


def check(program):
    """Looks at everything that can be called from JavaScript."""
    for callable_ in callables(program.module):
        if not program.damaged(callable_) and callable_.overloads:
            _required_given(program, callable_)
            _order(program, callable_)
            _distinct(program, callable_)


def callables(module):
    """Constructors, methods and functions."""
    result = list(module.functions)
    for cls in module.classes:
        result += [c for c in (cls.constructor, *cls.methods) if c is not None]
    return result


def _required_given(program, callable_):
    """Every shape supplies what the canonical signature requires."""
    for overload in callable_.overloads:
        given = {id(p.param) for p in overload.params} | {id(w.param) for w in overload.where}
        for param in callable_.params:
            if id(param) not in given and not param.omittable:
                program.error("overload-lacks", overload.span,
                              f"this overload brings no ‘{param.name}’, which is required",
                              related=(param.span, f"‘{param.name}’ has neither a ‘?’ nor a default"))


def _order(program, callable_):
    for overload in callable_.overloads:
        first = None
        for item in overload.params:
            if item.optional:
                first = first or item
            elif first is not None:
                program.error("overload-order", overload.span,
                              f"‘{item.name}’ is required here, but comes after ‘{first.name}’, which is not")
                break


def _distinct(program, callable_):
    shapes = callable_.shapes
    for at, later in enumerate(shapes):
        for earlier in shapes[:at]:
            clash = _clash(earlier, later)
            if clash is not None:
                program.error("ambiguous-overload", later.span,
                              f"{_call(callable_, clash)} fits this overload and another one that means something else",
                              related=(earlier.span, "the other one"))
                break
        else:
            _told(program, callable_, later)


def _told(program, callable_, shape):
    """What is called decides by one argument which shape it is; so there has to be one."""
    if shape.canonical or model.telling(callable_.params, shape.params) is not None:
        return
    program.error("ambiguous-overload", shape.span,
                  f"no argument tells this overload of ‘{callable_.name}’ from its parameters as they are declared",
                  related=(callable_.span, "they are declared here"))


def _clash(one, other):
    """Kinds of arguments that both shapes take and bind differently, or None."""
    for count in range(max(len(one.params), len(other.params)) + 1):
        kinds = _both(one, other, count)
        if kinds is not None and (_binds(one, count) != _binds(other, count)):
            return kinds
    return None


def _both(one, other, count):
    """For each of `count` arguments a kind that both shapes take, or None. Surplus arguments are nobody's."""
    kinds = []
    for shape in (one, other):
        if count > len(shape.params) or not all(p.optional for p in shape.params[count:]):
            return None
    for at in range(count):
        shared = sorted(set(model.js_kinds(one.params[at].param.type))
                        & set(model.js_kinds(other.params[at].param.type)))
        if not shared:
            return None
        kinds.append(shared[0])
    return kinds


def _binds(shape, count):
    bound = [(p.param.name, "") for p in shape.params[:count]]
    return sorted(bound + [(w.param.name, w.source.option.name) for w in shape.where]), [n for n, _ in bound]


def _call(callable_, kinds):
    return f"‘{callable_.name}({', '.join(kinds)})’"
