"""One call from a file to the model."""
from __future__ import annotations

import os

from .checks import check
from .diagnostics import Diagnostics
from .resolve import resolve


def load(path, root=None):
    """Reads the module in the file `path`.

    `root` is the project's directory, which paths in messages and of hook files are relative to;
    unless given, the directory above the file's own.

    Returns (module, diagnostics): a model.Module, or None when there is no reading it as a module,
    and a list of Diagnostic in the order of the text. With diagnostics the module is incomplete and
    nothing may be made of it.
    """
    path = os.path.abspath(path)
    root = os.path.abspath(root) if root is not None else os.path.dirname(os.path.dirname(path))
    diagnostics = Diagnostics()
    program = resolve(path, root, diagnostics)
    if program is not None:
        check(program)
    return (program.module if program is not None else None), diagnostics.sorted()
