"""Mends what the front end complains about, so that more of the mutants are modules of which something can be made.

A mutant with one mistake never gets behind the front end, and most mutants have one. What is done about a
complaint is a guess; wrong ones cost nothing but the try.
"""
from __future__ import annotations

from generator.frontend import load

import bundle

_ROUNDS = 3
_MOST = 12
_HOOKS = "hooks/mended.js"


class Repair:
    """Loads an input, edits it in the places that are complained about, and does so again."""

    def __init__(self, scratch):
        self._scratch = scratch

    def mended(self, files, chance):
        """`files` ({path: bytes}) with fewer mistakes, or with others."""
        for _ in range(_ROUNDS):
            diagnostics = self._complaints(files)
            if not 0 < len(diagnostics) <= _MOST:
                break
            files = _edited(files, [e for d in diagnostics for e in _edits(d, files, chance)])
        return files

    def _complaints(self, files):
        self._scratch.fill(files)
        try:
            return load(f"{self._scratch.root}/{bundle.MODULE}", self._scratch.root)[1]
        except Exception:  # It is for the fuzzer to find, when it runs the mutant as it is.
            return []


def _edits(diagnostic, files, chance):
    """(path, start, end, text) of what might help."""
    span = diagnostic.span
    path = span.source.path
    if path not in files:
        return []
    text = span.source.text
    if diagnostic.id == "unknown-hook":
        return _hook(span.text, files, chance)
    if diagnostic.id == "missing-doc":
        start = text.rfind("\n", 0, span.start) + 1
        return [(path, start, start, "/// It.\n")]
    if diagnostic.id.startswith("duplicate-") and span.text.isidentifier():
        return [(path, span.end, span.end, chance.choice("abXY2"))]
    if diagnostic.suggestion is not None:
        return [(path, span.start, span.end, diagnostic.suggestion)]
    return [chance.choice((_without_line, _without_statement, _with_note))(path, span, diagnostic)]


def _hook(name, files, chance):
    """The function that is missing, in the first file of hooks; in a new one where there is none."""
    params = chance.choice(("", "one", "...all", "one, two", "{ a, b }"))
    function = f"exports.{name} = function {name}({params}) {{}}\n"
    there = next((p for p in files if p.endswith(".js")), None)
    if there is not None:
        return [(there, 0, 0, function)]
    files[_HOOKS] = function.encode()
    at = files[bundle.MODULE].decode("utf-8", "replace").find(";") + 1
    return [(bundle.MODULE, at, at, f'\nhooks "{_HOOKS}";\n')]


def _without_line(path, span, _):
    text = span.source.text
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.start)
    return path, start, len(text) if end < 0 else end + 1, ""


def _without_statement(path, span, _):
    text = span.source.text
    start = max(text.rfind(mark, 0, span.start) for mark in ";{}") + 1
    end = text.find(";", span.start)
    return path, start, len(text) if end < 0 else end + 1, ""


def _with_note(path, span, diagnostic):
    """What a note says in ‘…’ is to be written, before the end of the statement or of the block."""
    note = (diagnostic.note or "").partition("‘")[2].partition("’")[0]
    if not note or "…" in note:
        return _without_statement(path, span, diagnostic)
    marks = [at for at in (span.source.text.find(mark, span.end) for mark in ";}") if at >= 0]
    at = min(marks, default=span.end)
    return path, at, at, f" {note} "


def _edited(files, edits):
    result, behind = dict(files), {}
    for path, start, end, text in sorted(edits, key=lambda e: e[:3], reverse=True):
        if end > behind.get(path, end):
            continue
        before = result[path].decode("utf-8", "replace")
        result[path] = (before[:start] + text + before[end:]).encode("utf-8", "replace")
        behind[path] = start
    return result
