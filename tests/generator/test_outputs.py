"""What is made of texts and shapes that a module rarely has, run by Node.js."""
import json
import shutil
import subprocess

import pytest
from conftest import load_text

from generator.project import outputs, render

HEAD = """\
//! Things */ with /* marks of comments in what is said of them.
module things "@scope/things" version 1.2;

hooks "hooks/given.js";

"""
VALUES = r"""/// Wrong use */ of things.
errors ThingError {
  /// It is wrong.
  WRONG: "It's \"wrong\" \\ `${x}`";
}

/// A text.
const WORD: string = "it's a \"word\" \\";

/// Three.
const THREE: u32 = 3;

/// Bits.
flags State: u32 {
  /// The first.
  ONE = 0x1;
}

/// A size.
scalar Size = u32 in 0..=9 as "Size `${value}` \\" else WRONG from null = THREE;

/// Ways.
type Way = "it's" | "a \\ way";
"""
THING = """
/// A thing.
class Thing {
  /// Takes one or another.
  method take(what: string | Maybe | Other, size: Size = 1) -> unknown {
    dispatch what { string -> named(what); u32 -> other(what); boolean -> other(what); Other -> other(what); }
    hook other;
  }

  /// What has a name.
  method named(name: string) -> unknown { hook given; }
  /// What has none.
  method other(what: unknown) -> unknown { hook given; }

  /// By a number of pieces, or by one in two forms.
  method cut(opts: Options = {}, at: Place = 1) -> unknown {
    overload (at);
    hook cut;
  }
}

/// Another thing.
class Other {}

/// A number, or a yes.
type Maybe = u32 | boolean;

/// A place.
type Place = u32 | "end";

/// How to cut.
dictionary Options {
  /// Deep.
  deep: boolean = false;
}

exports {
  default Thing;
  ThingError;
  constants { WORD; inner { THREE; deeper { STATE: State; } } }
  types Way;
}
"""
HOOKS = """\
exports.given = function given(thing, value) { thing.last = value }
exports.other = function other() {}
exports.cut = function cut(thing, opts, at) { return [opts, at] }
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A package with the module, generated."""
    root = tmp_path_factory.mktemp("outputs")
    (root / "hooks").mkdir()
    (root / "hooks/given.js").write_text(HOOKS, encoding="utf-8")
    module, diagnostics = load_text(root, HEAD + VALUES + THING)
    assert [d.render() for d in diagnostics] == []
    for path, data in render(module, outputs()).items():
        file = root / "generated/things" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return root


def told(package, program):
    """What the program, an expression over `Thing`, comes to on Node.js."""
    script = f"const Thing = require('./generated/things/js'); console.log(JSON.stringify({program}))"
    finished = subprocess.run([shutil.which("node"), "-e", script], cwd=package, capture_output=True, encoding="utf-8", check=False)
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def test_texts_are_what_they_were(package):
    assert told(package, "Thing.constants") == {
        "WORD": "it's a \"word\" \\", "inner": {"THREE": 3, "deeper": {"STATE": {"ONE": 1}}}}
    assert told(package, "Thing.ThingError.WRONG().message") == 'WRONG: It\'s "wrong" \\ `${x}`'
    refused = "(() => { try { new Thing().take('x', -1) } catch (err) { return err.message } })()"
    assert told(package, refused) == "WRONG: Size `${value}` \\ must be an integer from 0 to 9, got -1"


@pytest.mark.parametrize("given, last", [("'x'", "x"), ("1", 1), ("true", True), ("{}", {}), ("null", None)])
def test_dispatch_goes_by_every_kind_of_a_type(package, given, last):
    program = f"(() => {{ const thing = new Thing(); thing.last = null; thing.take({given}); return thing.last }})()"
    assert told(package, program) == last


@pytest.mark.parametrize("given, made", [("5", [{}, 5]), ("'end'", [{}, "end"]), ("{ deep: 1 }, 5", [{"deep": 1}, 5])])
def test_an_overload_is_known_by_every_kind_of_its_argument(package, given, made):
    assert told(package, f"new Thing().cut({given})") == made


def test_types_are_spelled_as_deep_and_as_exactly(package):
    types = package / "generated/things/types"
    assert r"""type Way = "it's" | 'a \\ way'""" in (types / "index.d.ts").read_text(encoding="utf-8")
    constants = (types / "constants.d.ts").read_text(encoding="utf-8")
    assert "  inner: {\n    /** Three. `3`. */\n    THREE: number\n    deeper: {\n" in constants
    assert "*/ of things" not in (types.parent / "js/errors.js").read_text(encoding="utf-8")


def test_the_reference_has_every_group(package):
    reference = (package / "generated/things/API.md").read_text(encoding="utf-8")
    for title in ("Thing.constants", "Thing.constants.inner", "Thing.constants.inner.deeper.STATE"):
        assert f"### `{title}`" in reference
