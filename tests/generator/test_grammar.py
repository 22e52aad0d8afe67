"""The grammar file and the parser describe the same language."""
import random
import re

import lark
import pytest
from conftest import ROOT

from generator.diagnostics import Diagnostics
from generator.lexer import Lexer
from generator.parser import parse
from generator.source import Source

# What the parser says about a text that the grammar has no opinion of.
BEYOND = {"stray-doc", "misplaced-module-doc", "duplicate-clause", "too-deep", "control-character"}
GRAMMAR = lark.Lark((ROOT / "generator/grammar.lark").read_text(encoding="utf-8"), parser="lalr",
                    keep_all_tokens=True)
REAL = {p.stem: p.read_text(encoding="utf-8") for p in sorted((ROOT / "idl").glob("*.idl"))}
SMALL = {p.stem: p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests/generator/diagnostics").glob("*.idl"))
         if p.stem not in ("not-utf8", "too-deep")}
TEXTS = [*REAL.values(), *SMALL.values()]


def grammar_accepts(text):
    try:
        tokens = GRAMMAR.parse(text).scan_values(lambda each: isinstance(each, lark.Token))
    except lark.exceptions.LarkError:
        return False
    # To Lark a word ends where the next token may begin: `methode` would be `method` and `e`.
    return not any(re.fullmatch(r"\w\w", text[t.end_pos - 1:t.end_pos + 1], re.ASCII) for t in tokens)


def parser_says(text):
    diagnostics = Diagnostics()
    parse(Source("text.idl", text), diagnostics)
    return [d for d in diagnostics.sorted() if d.id not in BEYOND]


def mutant(text, chance):
    """The text with one token left out, doubled, replaced by another one, or another one put before it."""
    tokens = Lexer(Source("text.idl", text), Diagnostics()).run()[:-1]
    at, other = chance.choice(tokens).span, chance.choice(tokens).span
    before, after = text[:at.start], text[at.end:]
    return before + chance.choice(["", f"{at.text} {at.text}", other.text, f"{other.text} {at.text}"]) + after


@pytest.mark.parametrize("text", REAL.values(), ids=REAL)
def test_both_accept_what_is_real(text):
    assert parser_says(text) == []
    assert grammar_accepts(text)


@pytest.mark.parametrize("text", SMALL.values(), ids=SMALL)
def test_both_agree_on_the_diagnostics_inputs(text):
    assert grammar_accepts(text) == (not parser_says(text))


def test_both_agree_on_mutants():
    chance = random.Random(7)
    accepted = 0
    for _ in range(4000):
        text = mutant(chance.choice(TEXTS), chance)
        said = parser_says(text)
        assert grammar_accepts(text) == (not said), "\n".join(d.render() for d in said) or text
        accepted += not said
    assert 200 < accepted < 3800, "mutants of both kinds were looked at"
