"""Declarations that contain or inherit themselves."""
from __future__ import annotations

from .. import model


def check(program):
    """Dictionaries, classes and aliases."""
    for kind, id, verb, next_of in (
            ("dictionary", "dictionary-cycle", "extends", lambda d: d.parents),
            ("class", "inheritance-cycle", "extends", lambda c: [c.extends] if getattr(c.extends, "kind", None) == "class" else []),
            ("alias", "alias-cycle", "is made of", _aliases)):
        _cycles(program, [d for d in program.module.declarations if d.kind == kind], id, verb, next_of)


def _aliases(alias):
    found, open_ = [], [alias.type]
    while open_:
        one = open_.pop()
        if one is None:
            continue
        if one.kind == "alias":
            found.append(one)
        elif one.kind == "union":
            open_ += one.alternatives
        elif one.kind in ("nullable", "array"):
            open_.append(one.of)
    return found


def _cycles(program, declarations, id, verb, next_of):
    reported = set()
    for start in declarations:
        path = _back_to(start, next_of)
        if path is None or reported & {d.origin for d in path}:
            continue
        reported.update(d.origin for d in path)
        names = " → ".join(f"‘{d.name}’" for d in [*path, start])
        program.error(id, start.span, f"‘{start.name}’ {verb} itself" + (f": {names}" if len(path) > 1 else ""))


def _back_to(start, next_of):
    """The declarations on the way from one back to itself, or None."""
    open_, seen = [(start, (start,))], set()
    while open_:
        one, path = open_.pop()
        for following in next_of(one):
            if following is start:
                return path
            if isinstance(following, model.origin.Declaration) and id(following) not in seen:
                seen.add(id(following))
                open_.append((following, (*path, following)))
    return None
