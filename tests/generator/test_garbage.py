"""No input makes a traceback, and none that is damaged passes in silence."""
import os
import random
import shutil

import pytest
from conftest import ROOT, run

from generator.diagnostics import Diagnostics, render_all
from generator.frontend import load
from generator.lexer import Lexer
from generator.source import Source

STRANGE = ["\0", "\u202e", "\ufeff", '"', "/*", "///", "//!", "§", "\t", "\r", "{" * 300, "fn(a: " * 300, "@", "9" * 5000,
           "é", "𝒳", "[" * 500, "..=", "?" * 200]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A copy of what the modules are made of; each test overwrites one file."""
    root = tmp_path_factory.mktemp("garbage")
    shutil.copytree(ROOT / "idl", root / "idl")
    shutil.copytree(ROOT / "runtime" / "js", root / "runtime" / "js")
    return root


def modules():
    return [p for p in sorted((ROOT / "idl").glob("*.idl")) if "\nmodule " in p.read_text(encoding="utf-8")]


def mutate(text, tokens, chance):
    one, other = chance.choice(tokens).span, chance.choice(tokens).span
    low, high = sorted((one.start, other.start))
    kind = chance.randrange(7)
    if kind == 0:
        return text[:one.start] + text[one.end:]
    if kind == 1:
        return text[:one.start] + other.text + text[one.end:]
    if kind == 2:
        return text[:one.start] + chance.choice(STRANGE) + text[one.start:]
    if kind == 3:
        return text[:low] + text[high:]
    if kind == 4:
        return text[:high] + text[low:]
    if kind == 5:
        return text[:one.start]
    at = chance.randrange(len(text))
    return text[:at] + chr(chance.choice([chance.randrange(1, 128), chance.randrange(0xa0, 0xd7ff)])) + text[at + 1:]


@pytest.mark.parametrize("module", modules(), ids=lambda p: p.stem)
def test_mutants_of_a_module(module, place):
    text = module.read_text(encoding="utf-8")
    tokens = Lexer(Source("x", text), Diagnostics()).run()[:-1]
    chance = random.Random(11)
    for _ in range(300):
        mutant = mutate(text, tokens, chance)
        (place / "idl" / module.name).write_text(mutant, encoding="utf-8", newline="")
        _, diagnostics = load(place / "idl" / module.name)
        render_all(diagnostics, colour=True)
        for diagnostic in diagnostics:
            assert diagnostic.span.line >= 1 and diagnostic.span.column >= 1


@pytest.mark.parametrize("data", [b"", b"\0", b"\xff\xfe", b"}" * 2000, b"{" * 2000, b"module", b'module a "b" version 1.0;',
                                  b"// nothing", b"/* ", b'"', b"@" * 100, b"class " * 500, b"\xef\xbb\xbf", b"shared x;"])
def test_what_is_no_module_is_complained_about(data, tmp_path):
    file = tmp_path / "idl" / "odd.idl"
    file.parent.mkdir()
    file.write_bytes(data)
    result = run("check", "--root", str(tmp_path), "--module", "idl/odd.idl")
    assert result.returncode == 1
    assert "error:" in result.stderr and "Traceback" not in result.stderr


def test_what_is_no_file_is_not_waited_for(tmp_path):
    (tmp_path / "idl").mkdir()
    os.mkfifo(tmp_path / "idl" / "queue.idl")
    module = tmp_path / "idl" / "odd.idl"
    module.write_bytes(b'module a "b" version 1.0;\nimport A from "queue.idl";\nimport B from "\0";\nimport C from "/dev/zero";\n')
    diagnostics = load(module)[1]
    assert [d.span.line for d in diagnostics if d.id == "missing-file"] == [2, 3, 4]


def test_a_message_is_printable_whatever_it_is_about(tmp_path):
    (tmp_path / "idl").mkdir()
    module = tmp_path / "idl" / "o\x1b[31md\u2028d.idl"
    module.write_text('module a "\x1b]0;x\x07" version 1.0;\nimport \u202eA from "\x85";\n', encoding="utf-8")
    for colour in (False, True):
        text = render_all(load(module)[1], colour)
        assert "o\ufffd[31md\ufffdd.idl" in text
        assert text.splitlines() == text.split("\n")[:-1]
        assert not set("\x07\x85\u202e\u2028") & set(text)
