"""What the files of a bundle, and the packages that it requires, are called in it."""

import itertools
import re

from generator import names
from generator.checks.naming import JS_RESERVED

_WORD = re.compile(r"[A-Za-z_]\w*")
# What a file has without declaring it, and what the bundle itself declares.
_GIVEN = frozenset(("exports", "module", "require", "undefined", "$exported"))


def names_of(inner, entry, packages):
    """{path or package: name}: what files call it, or its own name, where neither means anything else in any of them.

    Others get a `$`, so that no name of a file hides them: a language's parser would be needed to tell more.
    """
    found = {entry.path: "module.exports"}
    for required in (*packages, *(file.path for file in inner)):
        taken = _GIVEN | JS_RESERVED | {*found.values()}
        found[required] = next(name for name in _candidates(required, (*inner, entry))
                               if name not in taken and not _is_mistaken(name, required, inner, entry))
    return found


def _candidates(required, files):
    called = [name for file in files for name, path in file.calls() if path == required]
    own = called[0] if called else names.camel(required.split("/")[-1].removesuffix(".js")) or "file"
    if _WORD.fullmatch(own):
        yield own
    yield f"${own}"
    yield from (f"${own}{number}" for number in itertools.count(2))


def _is_mistaken(name, required, inner, entry):
    if entry.declares(name) and (name, required) not in entry.calls():
        return True
    return any(file.may_mistake(name, required) for file in (*inner, entry))
