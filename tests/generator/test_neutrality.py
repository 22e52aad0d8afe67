"""The generator knows the language, and no module written in it."""
import re

from conftest import ROOT


def test_no_module_is_named_in_the_generator():
    names = {re.search(r"^module (\w+)", p.read_text(encoding="utf-8"), re.MULTILINE)
             for p in (ROOT / "idl").glob("*.idl")}
    words = [m.group(1) for m in names if m]
    assert words
    pattern = re.compile(r"(?i)(?<![a-z])(uv_)?(" + "|".join(words) + r")(?![a-z])")
    for path in sorted((ROOT / "generator").rglob("*")):
        if path.suffix in (".py", ".lark", ".j2"):
            found = pattern.search(path.read_text(encoding="utf-8"))
            assert found is None, f"{path.relative_to(ROOT)} names {found.group()}"
