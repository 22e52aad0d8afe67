"""A directory of generated files, compared with what it should hold, and brought there."""
from __future__ import annotations

import difflib
import os
import tempfile
from dataclasses import dataclass

LONGEST_DIFF = 60


@dataclass(frozen=True)
class Difference:
    """kind: changed | missing | orphaned; `path` below the directory; `old` and `new` are bytes or None."""
    kind: str
    path: str
    old: bytes | None
    new: bytes | None


def compare(directory, wanted):
    """Differences between the files below a directory and `wanted` ({path: bytes}), in the order of their paths."""
    present = _read(directory)
    result = []
    for path in sorted({*present, *wanted}):
        old, new = present.get(path), wanted.get(path)
        if old == new:
            continue
        kind = "missing" if old is None else "orphaned" if new is None else "changed"
        result.append(Difference(kind, path, old, new))
    return result


def _read(directory):
    result = {}
    for parent, folders, names in os.walk(directory):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                result[os.path.relpath(path, directory).replace(os.sep, "/")] = file.read()
    return result


def write(directory, difference):
    """Writes one file that is changed or missing: as a whole or not at all."""
    path = os.path.join(directory, *difference.path.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(difference.new)
        # mkstemp makes a file for its owner alone; a generated file is like any other of the project.
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def diff(difference, shown):
    """Lines of a unified diff, `shown` being the file's path in it; cut where nobody would read on."""
    try:
        old = (difference.old or b"").decode("utf-8").splitlines()
        new = (difference.new or b"").decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return ["  (not a text)"]
    lines = list(difflib.unified_diff(old, new, f"a/{shown}", f"b/{shown}", lineterm=""))
    if not lines:
        return ["  (only line ends differ)"]
    if len(lines) > LONGEST_DIFF:
        return [*lines[:LONGEST_DIFF], f"… and {len(lines) - LONGEST_DIFF} more lines"]
    return lines
