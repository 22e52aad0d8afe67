"""One run reports all errors, each once."""
from conftest import load_text

HEAD = '//! Things.\nmodule things "things" version 1.2;\n\n'
TAIL = "\nexports {\n  default Thing;\n}\n"


def found(tmp_path, body):
    """(line, id) of everything that is said about a module with this body."""
    _, diagnostics = load_text(tmp_path, HEAD + body + TAIL)
    return [(d.span.line, d.id) for d in diagnostics]


def test_errors_of_every_layer_come_in_one_run_and_in_order(tmp_path):
    assert found(tmp_path, """\
/// One.
const ONE u32 = 1;

/// Two.
const TWO: u23 = 2;

/// Bits.
flags State: u32 {
  A = 0x1;
  B 0x2;
  C = 0x3;
}

/// A thing.
class Thing {
  state State;

  /// Moves.
  method move() -> this { set A; gard A; set D; }
  /// Stops.
  methud stop() -> this { set A; }
  /// It moves.
  event move(way: strong);
}
""") == [
        (5, "expected-mark"), (8, "unknown-type"), (13, "expected-mark"), (14, "flag-not-a-bit"),
        (22, "unknown-clause"), (24, "unknown-part"), (26, "unknown-type"),
    ]


def test_a_flag_of_damaged_flags_is_not_complained_about(tmp_path):
    assert found(tmp_path, """\
/// Bits.
flags State: u32 {
  A 0x1;
}

/// A thing.
class Thing {
  state State;

  /// Moves.
  method move() -> this { set A; }
}
""") == [(6, "expected-mark")]


def test_a_declaration_that_cannot_be_read_is_still_known_by_name(tmp_path):
    assert found(tmp_path, """\
/// A size.
type Size = ;

/// A thing.
class Thing {
  /// It grows.
  event grow(size: Size, more: Sise);
}
""") == [(5, "expected-type"), (10, "unknown-type")]


def test_a_forgotten_brace_costs_one_message(tmp_path):
    assert found(tmp_path, """\
/// A thing.
class Thing {
  /// Moves.
  method move() -> void {
  /// Stops.
  method stop() -> void {}
}

/// Another.
class Other {}
""") == [(7, "unclosed-block")]


def test_a_surplus_brace_costs_one_message(tmp_path):
    assert found(tmp_path, "/// A thing.\nclass Thing {}\n}\n\n/// One.\nconst ONE: u32 = 1;\n") == [(6, "unopened-block")]


def test_layout_has_no_meaning(tmp_path):
    assert found(tmp_path, """\
/// Bits.
flags
State: u32 {
type = 0x1;
const = 0x2; flags = 0x4; }
/// A thing.
class Thing {
state
State;
/// Moves.
method move() -> this {
set
const;
}
}
""") == [(7, "wrong-case"), (8, "wrong-case"), (8, "wrong-case")]


def test_an_imported_declaration_needs_the_importing_module_s_error_code(tmp_path):
    shared = tmp_path / "idl" / "sizes.idl"
    shared.parent.mkdir()
    shared.write_text('//! Sizes.\nshared sizes;\n\n/// Large.\nconst LARGE: u32 = 9;\n\n'
                      '/// A size.\nscalar Size = u32 in 0..=LARGE as "Size" else WRONG;\n', encoding="utf-8")
    body = 'import Size from "sizes.idl";\n\n%s/// A thing.\nclass Thing {\n  /// It grows.\n  event grow(size: Size);\n}\n'
    _, diagnostics = load_text(tmp_path, HEAD + body % "" + TAIL)
    assert [(d.span.source.path, d.id) for d in diagnostics] == [("idl/sizes.idl", "unknown-error")]
    assert "idl/sample.idl" in diagnostics[0].note
    module, diagnostics = load_text(tmp_path, HEAD + body % "/// No.\nerrors E {\n  /// No.\n  WRONG;\n}\n\n" + TAIL)
    assert diagnostics == []
    assert [d.name for d in module.declarations] == ["LARGE", "Size", "E", "Thing"]
    assert module.find("Size").high.const is module.find("LARGE")


def test_a_swallowed_brace_costs_no_further_message(tmp_path):
    assert found(tmp_path, '/// Another.\nclass Other "x {\n  /// Moves.\n  method move() -> void {}\n}\n\n'
                           '/// A thing.\nclass Thing {}\n') == [(5, "expected-mark"), (5, "unterminated-string")]


def test_what_a_damaged_declaration_would_have_used_is_not_unused(tmp_path):
    file = tmp_path / "hooks" / "thing.js"
    file.parent.mkdir()
    file.write_text("exports.move = function move(thing) {}\n", encoding="utf-8")
    assert found(tmp_path, 'hooks "hooks/thing.js";\n\n/// A thing.\nclass Thing {\n  /// Moves.\n'
                           "  method move() -> void { hok move; }\n}\n") == [(9, "unknown-clause")]
