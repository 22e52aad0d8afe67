"""The branches that no test takes, each with the reason, as unreached.toml lists them."""

import re
import tomllib
from pathlib import Path

from counters import Branch

_ENTRY = re.compile(r"(?P<file>[^:]+):(?P<function>\w*): (?P<text>.*) \[(?P<numbers>\d+(, \d+)*)\]")


class UnreachedError(Exception):
    """The list does not say what it should."""


def read_unreached(path: Path):
    """Two sets of branches: those that are never taken, and those that chance decides about.

    Raises UnreachedError for an entry that cannot be read, that has no reason, or that stands there twice.
    """
    never, sometimes = set(), set()
    for group in tomllib.loads(path.read_text()).get("unreached", []):
        if len(group.get("reason", "").split()) < 3:
            raise UnreachedError(f"{path.name}: a reason is missing before {group['branches'][0]}")
        kind = sometimes if group.get("sometimes", False) else never
        for entry in group["branches"]:
            for branch in _branches(path, entry):
                if branch in never or branch in sometimes:
                    raise UnreachedError(f"{path.name}: twice: {branch}")
                kind.add(branch)
    return never, sometimes


def _branches(path, entry):
    match = _ENTRY.fullmatch(entry)
    if match is None:
        raise UnreachedError(f"{path.name}: not `file:function: line [branch, …]`: {entry}")
    for number in match["numbers"].split(", "):
        yield Branch(match["file"], match["function"], match["text"], int(number))


def entries(branches):
    """BRANCHES in the words of the list, one entry for each line."""
    lines = {}
    for branch in sorted(branches):
        lines.setdefault((branch.file, branch.function, branch.text), []).append(branch.number)
    for (file, function, text), numbers in lines.items():
        yield f"{file}:{function}: {text} [{', '.join(map(str, numbers))}]"
