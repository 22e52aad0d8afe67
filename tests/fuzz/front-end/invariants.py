"""What holds for every input, whatever is in it."""
from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path

from generator.diagnostics import Diagnostic, render_all
from generator.model import Module

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CASES = Path(__file__).resolve().parents[2] / "generator" / "diagnostics"


class Violation(AssertionError):
    """Something does not hold."""


def hold(condition, what):
    """Raises a Violation that says `what`, unless `condition` is true."""
    if not condition:
        raise Violation(what)


@functools.cache
def known_ids():
    """Every diagnostic has a case of its own in tests/generator, named after it; pytest sees to that."""
    return frozenset(path.stem for path in _CASES.glob("*.idl"))


def outcome(module, diagnostics):
    """A module without complaints, or complaints that people can read."""
    hold(module is None or isinstance(module, Module), "what is loaded is a module")
    hold(module is not None or diagnostics, "no module, and no complaint")
    hold(diagnostics == sorted(diagnostics, key=Diagnostic.sort_key), "complaints come in the order of the text")
    for one in diagnostics:
        _diagnostic(one)
    _rendered(diagnostics)


def _diagnostic(one):
    hold(one.id in known_ids(), f"the id ‘{one.id}’ is known")
    _place(one.span)
    if one.related is not None:
        _place(one.related[0])
    hold(one.message and not one.message.endswith("."), f"{one.id}: the message is a sentence without a full stop")
    hold(one.suggestion is None or one.suggestion, f"{one.id}: a suggestion is a name")


def _place(span):
    text = span.source.text
    hold(0 <= span.start <= span.end <= len(text), f"{span.start} to {span.end} is a place in the text")
    hold(1 <= span.line <= text.count("\n") + 1, "the line is one of the text")
    hold(1 <= span.column <= len(span.source.line(span.line)) + 2, "the column is one of the line")


def _rendered(diagnostics):
    text = render_all(diagnostics)
    hold(_COLOUR.sub("", render_all(diagnostics, colour=True)) == text, "colours are only added")
    text.encode("utf-8")
    hold(text.splitlines() == text.split("\n")[:-1] or not text, "a line of a message is one line")
    for char in set(text) - {"\n", "\t"}:
        hold(unicodedata.category(char) not in ("Cc", "Cf", "Cs"), f"U+{ord(char):04X} is nothing to print")


def same(first, second):
    """Loading once more has said the same."""
    hold(render_all(first) == render_all(second), "the same input has the same complaints")
    hold([d.id for d in first] == [d.id for d in second], "the same input has the same complaints")


def generated(files):
    """Every output is made, below the module's folder."""
    hold(files, "a module makes files")
    for path, content in files.items():
        hold(isinstance(content, bytes) and content.endswith(b"\n"), f"{path} is a text that ends with a line")
        content.decode("utf-8")
