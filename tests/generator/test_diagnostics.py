"""One input for each diagnostic, and what is said about it."""
import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

from generator.diagnostics import render_all
from generator.frontend import load

CASES = Path(__file__).parent / "diagnostics"
IDS = sorted(path.stem for path in CASES.glob("*.idl"))
NOT_AN_ID = {"utf-8"}
FRONT_END = ("diagnostics.py", "frontend.py", "lexer.py", "parser", "resolve", "checks")


def ids_in_the_source():
    """Every string of the front end that has the form of an id."""
    found = set()
    for name in FRONT_END:
        path = ROOT / "generator" / name
        for file in [path] if path.is_file() else sorted(path.glob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                text = node.value if isinstance(node, ast.Constant) else None
                if isinstance(text, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", text):
                    found.add(text)
    return found - NOT_AN_ID


@pytest.mark.parametrize("id", IDS)
def test_case(id):
    _, diagnostics = load(CASES / f"{id}.idl", CASES)
    assert {d.id for d in diagnostics} == {id}, "a mistake is complained about once, and nothing follows from it"
    assert render_all(diagnostics) == (CASES / f"{id}.txt").read_text(encoding="utf-8")


def test_every_diagnostic_has_a_case():
    assert ids_in_the_source() == set(IDS)


def test_the_marked_line_is_that_of_the_input():
    """The excerpt under each place is the line that the place names, and the caret stands in its column."""
    for id in IDS:
        for diagnostic in load(CASES / f"{id}.idl", CASES)[1]:
            place, excerpt, caret = diagnostic.render().split("\n")[:3]
            line, column = map(int, place.split(":")[1:3])
            written = diagnostic.span.source.text.split("\n")[line - 1]
            if len(written) <= 120 and written.expandtabs().isprintable():
                assert excerpt == f"  {written}"
                assert caret.index("^") == column + 1


def test_colours_are_only_added():
    _, diagnostics = load(CASES / "unknown-type.idl", CASES)
    coloured = render_all(diagnostics, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render_all(diagnostics)
