"""The same input makes the same bytes, whatever surrounds it."""
import hashlib
import shutil

import pytest
from conftest import ROOT, run

SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "cwd": "/tmp"},
    {"PYTHONHASHSEED": "4294967295", "LC_ALL": "POSIX", "TZ": "Asia/Tokyo", "LANGUAGE": "de"},
]


def tree(directory):
    """{path: hash} of all files."""
    return {str(p.relative_to(directory)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(directory.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """What the real generator makes of the real IDL, once for each of SURROUNDINGS."""
    result = []
    for at, surroundings in enumerate(SURROUNDINGS):
        root = tmp_path_factory.mktemp(f"built{at}")
        shutil.copytree(ROOT / "idl", root / "idl")
        shutil.copytree(ROOT / "runtime" / "js", root / "runtime" / "js")
        finished = run("build", "--root", str(root), **surroundings)
        assert finished.returncode == 0, finished.stderr
        result.append(tree(root / "generated"))
    return result


def test_the_same_bytes(built):
    assert built[0] and built[0] == built[1] == built[2]


def test_diagnostics_come_in_the_same_order():
    cases = ROOT / "tests/generator/diagnostics"
    files = [str(p) for p in sorted(cases.glob("*.idl"))]
    arguments = [a for f in files for a in ("--module", f)]
    said = {run("check", "--root", str(cases), *arguments, **s).stderr for s in SURROUNDINGS}
    assert len(said) == 1
    assert said.pop().count("error:") >= len(files)


def test_no_place_of_this_machine_is_in_the_output():
    for path in sorted((ROOT / "generated").rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert str(ROOT) not in text, path
