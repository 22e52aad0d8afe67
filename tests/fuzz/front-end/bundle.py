"""Several files as one text: a line `//=== path` begins a file, and what stands before the first one is the module."""
from __future__ import annotations

import re

MODULE = "idl/module.idl"
_HEAD = re.compile(rb"^//=== ([^\n]*)\n", re.MULTILINE)
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*){1,3}")


def split(data):
    """{path: bytes}, the module first. A path that could lead elsewhere is none: its file is left out."""
    parts = _HEAD.split(data)
    files = {MODULE: parts[0]}
    for path, content in zip(parts[1::2], parts[2::2]):
        shown = path.decode("utf-8", "replace")
        if _PATH.fullmatch(shown):
            files.setdefault(shown, content)
    return files


def join(files):
    """The text of `files`, which `split` takes apart again."""
    parts = [files[MODULE]]
    for path, content in files.items():
        if path == MODULE:
            continue
        if parts[-1] and not parts[-1].endswith(b"\n"):
            parts.append(b"\n")
        parts += [b"//=== ", path.encode(), b"\n", content]
    return b"".join(parts)
