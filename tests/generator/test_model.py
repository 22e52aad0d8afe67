"""What a text comes down to."""
from conftest import ROOT, load_text

from generator import model
from generator.frontend import load

SAMPLE = ROOT / "tests/generator/diagnostics/unanswered-callback.idl"


def door(tmp_path):
    """The module of the doors, whole: the diagnostics inputs are this one with one mistake each."""
    text = SAMPLE.read_text(encoding="utf-8").replace("  on close hook", "  on creak emit creak(loudness);\n  on close hook")
    hooks = tmp_path / "hooks" / "doors.js"
    hooks.parent.mkdir()
    hooks.write_text("exports.closed = function closed(door) {}\n", encoding="utf-8")
    module, diagnostics = load_text(tmp_path, text)
    assert diagnostics == []
    return module


def test_header_and_declarations(tmp_path):
    module = door(tmp_path)
    assert (module.name, module.package, module.version) == ("doors", "doors", "1.2")
    assert module.source == "idl/sample.idl"
    assert [d.name for d in module.declarations] == ["DoorError", "State", "DoorOptions", "Hinge", "Door"]


def test_names_are_resolved_to_what_they_mean(tmp_path):
    module = door(tmp_path)
    hinge, cls = module.natives[0], module.classes[0]
    turn, creak = hinge.op("turn"), hinge.callback("creak")
    assert turn.starts == [creak] and turn.takes_self and turn.throws and turn.returns is None
    assert creak.reenters == [hinge.op("close")] and hinge.teardown is hinge.op("close")
    assert hinge.init.name == "init" and cls.backing is hinge
    assert (turn.origin, cls.method("open").origin) == ("Hinge.turn", "Door.open")


def test_clauses_keep_their_order(tmp_path):
    module = door(tmp_path)
    guard, overload, set_, call = module.classes[0].method("open").body
    assert [c.kind for c in (guard, overload, set_, call)] == ["guard", "overload", "set flags", "call"]
    assert [(t.flag.name, t.negated) for t in guard.condition.terms] == [("LOCKED", True)]
    assert guard.error is module.errors.codes[0]
    assert overload.where[0].source.option is module.dictionaries[0].option("angle")
    assert call.op.name == "turn" and call.args[0].param.name == "angle"


def test_shapes_begin_with_the_canonical_one(tmp_path):
    shapes = door(tmp_path).classes[0].method("open").shapes
    assert [(s.canonical, [(p.name, p.optional) for p in s.params]) for s in shapes] == [
        (True, [("angle", False), ("opts", True)]), (False, [("opts", False)])]


def test_hooks_know_what_they_are_called_with(tmp_path):
    module = door(tmp_path)
    hook = module.classes[0].handlers[1].action.ref
    assert (hook.name, hook.file.path, hook.params) == ("closed", "hooks/doors.js", ("this",))


def test_documentation_is_taken_apart(tmp_path):
    module, diagnostics = load_text(tmp_path, """\
//! Things,
//! and more.
module things "things" version 1.2;

/// A thing.
class Thing {
  /// It moves.
  /// Then it rests.
  /// @param way where to,
  ///   and how far
  event move(way: u32);
}

exports {
  default Thing;
}
""")
    assert diagnostics == []
    event = module.classes[0].events[0]
    assert module.doc.summary == "Things,\nand more."
    assert event.doc.lines == ["It moves.", "Then it rests."]
    assert event.doc.params == {"way": "where to, and how far"}
    assert event.params[0].text == "where to, and how far"


def test_kinds_of_values():
    u32, text, error = model.Primitive("u32"), model.Primitive("string"), model.Primitive("Error")
    assert model.js_kinds(model.Union((u32, model.Nullable(text)))) == ("null", "number", "string")
    assert model.js_kinds(model.Nullable(error)) == ("null", "object")
    assert model.js_kinds(model.FunctionType(())) == ("function",)
    assert "function" in model.js_kinds(model.Primitive("unknown"))


def test_the_project_s_own_modules_have_no_errors():
    for path in sorted((ROOT / "idl").glob("*.idl")):
        if "\nmodule " in path.read_text(encoding="utf-8"):
            assert [d.render() for d in load(path)[1]] == []
