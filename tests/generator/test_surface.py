"""The surface says all that there is to call, of any module."""
import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, load_text, run

SECOND = ROOT / "tests/generator/second-module"
IDLS = [ROOT / "idl/pipe.idl", SECOND / "idl/counter.idl",
        SECOND / "other/idl/plain.idl", SECOND / "other/idl/timer.idl"]


def surface_of(tmp_path, file):
    """The generated surface of an IDL file, and the directory that it is in."""
    (tmp_path / "idl").mkdir()
    for each in file.parent.glob("*.idl"):
        (tmp_path / "idl" / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
    hooks = re.findall(r'"([\w/]+\.js)"', file.read_text(encoding="utf-8"))
    for folder in {Path(hook).parent for hook in hooks}:
        # What a hook file requires is bundled with it.
        shutil.copytree(file.parents[1] / folder, tmp_path / folder)
    built = run("build", "--root", str(tmp_path), "--module", f"idl/{file.name}")
    assert built.returncode == 0, built.stderr
    path, = (tmp_path / "generated").glob("*/surface.json")
    return json.loads(path.read_text(encoding="utf-8")), path.parent


def named(items, name):
    return next(item for item in items if item["name"] == name)


@pytest.mark.parametrize("file", IDLS, ids=lambda file: file.stem)
def test_every_function_of_the_glue_is_there_and_no_other(tmp_path, file):
    surface, directory = surface_of(tmp_path, file)
    listed = {f["name"] for native in surface["natives"] for f in native["functions"]}
    listed |= {name for native in surface["natives"] for name in native["offers"].values()} | set(surface["offers"])
    exported = set()
    for glue in directory.glob("bare.c"):
        exported |= set(re.findall(r'\{"(\w+)", call_\w+\}', glue.read_text(encoding="utf-8")))
    assert listed == exported


@pytest.mark.parametrize("file", IDLS, ids=lambda file: file.stem)
def test_every_member_of_a_class_is_there(tmp_path, file):
    surface, directory = surface_of(tmp_path, file)
    bodies = {name: body for path in (directory / "js").glob("*.js") for name, body in
              re.findall(r"^class (\w+)[^\n]*\{(?:\}$|\n(.*?)^\})", path.read_text(encoding="utf-8"), re.M | re.S)}
    for class_ in surface["classes"]:
        body = bodies[class_["type"]]
        written = set(re.findall(r"^  (?!constructor|get |set |emit)(\w+)\(.*\) \{$", body, re.M))
        assert written == {m["name"] for m in class_["methods"]} | set(class_["overrides"])
        got = {name for name in re.findall(r"^  get (\w+)\(\)", body, re.M) if not name.startswith("_")}
        assert got == {p["name"] for p in class_["properties"]}


def test_what_may_be_thrown_comes_from_guards_values_and_operations(tmp_path):
    surface, _ = surface_of(tmp_path, SECOND / "idl/counter.idl")
    counter = named(surface["classes"], "Counter")
    assert named(counter["methods"], "add")["throws"] == ["COUNTER_IS_CLOSED", "INVALID_NUMBER", "uv"]
    assert named(counter["methods"], "rename")["throws"] == ["COUNTER_IS_CLOSED", "INVALID_LABEL"]
    assert counter["constructor"]["throws"] == ["INVALID_LABEL", "INVALID_NUMBER", "uv"]
    assert named(surface["functions"], "divide")["throws"] == ["INVALID_NUMBER", "uv"]
    assert named(surface["functions"], "limits")["throws"] == []


def test_shapes_ranges_and_listeners(tmp_path):
    surface, _ = surface_of(tmp_path, SECOND / "idl/counter.idl")
    add = named(named(surface["classes"], "Counter")["methods"], "add")
    assert [[p["name"] for p in shape] for shape in add["shapes"]] == [
        ["step", "opts", "onchanged"], ["step", "onchanged"], ["onchanged"], ["opts", "onchanged"]]
    assert named(add["params"], "step")["type"] == [
        {"kind": "number", "name": "Step", "low": 1, "high": 1000, "converts": [None]}]
    assert named(add["params"], "onchanged")["listens"] == {"event": "changed", "once": True}
    assert [e["name"] for e in named(surface["classes"], "Counter")["events"]] == ["changed", "zero", "close"]


def test_a_method_more_is_a_method_more(tmp_path):
    text = """
module things "things" version 1.0;
class Thing { method one() -> void { hook one; } }
exports { default Thing; Thing; }
"""
    from generator.plans.surface import surface

    def methods(of):
        directory = tmp_path / str(len(of))
        directory.mkdir()
        (directory / "hooks.js").write_text("exports.one = function one(thing) {}\nexports.two = function two(thing) {}\n")
        module, diagnostics = load_text(directory, of)
        return [m["name"] for c in surface(module)["classes"] for m in c["methods"]]

    more = text.replace("class Thing {", "class Thing { method two() -> void { hook two; }")
    assert methods(text) == ["one"]
    assert methods(more) == ["two", "one"]
