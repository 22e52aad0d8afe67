"""The generator knows the language, and no module written in it."""
import re

from conftest import ROOT

from generator.frontend import load


def module_names():
    """The names of the modules that are written in the language."""
    names = {re.search(r"^module (\w+)", p.read_text(encoding="utf-8"), re.MULTILINE)
             for p in (ROOT / "idl").glob("*.idl")}
    return [m.group(1) for m in names if m]


def check(folder, suffixes, words):
    """No file in a folder has one of the words."""
    pattern = re.compile(r"(?i)(?<![a-z])(uv_)?(" + "|".join(words) + r")(?![a-z])")
    paths = [path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in suffixes]
    assert words and paths
    for path in paths:
        found = pattern.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.relative_to(ROOT)} names {found.group()}"


def test_no_module_is_named_in_the_generator():
    check("generator", (".py", ".lark", ".j2"), module_names())


def test_what_the_fuzzer_knows_by_the_tables_names_no_module_and_nothing_of_one():
    natives = [native.name for path in (ROOT / "idl").glob("*.idl") if path.stem in module_names()
               for native in load(path)[0].natives]
    check("tests/fuzz/boundary/core", (".c", ".h"), module_names() + natives)
