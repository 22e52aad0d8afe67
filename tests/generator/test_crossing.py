"""What crosses the native boundary: one declaration of it, which every engine's type table and every plan keeps to."""
import importlib
import pkgutil
import subprocess

import pytest
from conftest import ROOT, load_text

import generator.engines
from generator.model import crossable
from generator.project import outputs

ENGINES = sorted(found.name for found in pkgutil.iter_modules(generator.engines.__path__))
TYPES = ("boolean", "i32", "u32", "u64", "string", "bytes", "bytes[]", "u32[]", "uv_error", "Error", "unknown", "void", "Fd",
         "Sure", "Size", "Label", "Which", "Bits", "Own", "uv<Which>", "Hinge", "Tools", "Door", "Duck", "Opts", "Named", '"word"',
         "u32 | string", "fn(a: u32)", "[a: u32]", "Promise<u32>", "self", "this")
OWNERS = ("", "copy", "borrow", "own", "own on success", "own or borrow", "pin until close")
PLACES = ("op {n}(self, a: {t} {o}) throws uv;", "static op {n}(a: {t} {o});", "op {n}(self) -> {t} {o};",
          "static op {n}() -> [a: {t} {o}, b: u32] throws uv;", "callback {n}(a: {t} {o}) deliver open;")
IDL = '''//! Doors.
module doors "bare-doors" version 1.0;

/// Wrong use.
errors DoorError {{
  /// Wrong.
  WRONG;
}}

/// A descriptor.
resource scalar Fd = i32 in 0..=9 as "Fd" else WRONG;
/// Yes or no.
scalar Sure = boolean as "Sure" else WRONG;
/// A size.
scalar Size = u64 in 0..=9 as "Size" else WRONG;
/// A label.
scalar Label = string bytes 0..=9 as "Label" else WRONG;
/// Which.
enum Which: u32 {{
  /// The one.
  ONE = 7;
}}
/// Bits.
flags Bits: u32 {{
  /// The first.
  FIRST = 1;
}}
/// A name for another type.
type Named = u32;
/// Options.
dictionary Opts {{
  /// A word.
  word?: string;
}}
/// A duck.
protocol Duck {{
  symbol duck = "duck";
  /// Quacks.
  required method [duck]();
}}

/// Functions.
native Tools {{
  thread loop;
  static op count() -> u32;
}}

/// A hinge.
native Hinge {{
  thread loop;
  /// Its own.
  flags Own: u32 {{
    OWN = 1;
  }}
  op init() -> self throws uv;
  op close(self), completes close;
{members}
  callback close() deliver last;
  teardown close;
}}

/// A door.
class Door {{
  backing Hinge;
  /// Something has happened.
  event moved();
  constructor() {{ call init(); }}
{handlers}
  on close emit moved();
}}

exports {{
  default Door;
}}
'''


def module_with(tmp_path, members):
    """(module, diagnostics) of a module whose native has the members, each of which is called m0, m1 and so on."""
    handlers = "".join(f"  on m{i} emit moved();\n" for i, one in enumerate(members) if one.startswith("callback"))
    lines = "".join(f"  {one.format(n=f'm{i}')}\n" for i, one in enumerate(members))
    return load_text(tmp_path, IDL.format(members=lines, handlers=handlers))


def made(module):
    """{path: text} of everything that is made of a module."""
    return {path: text for output in outputs() for path, text in output.files(module).items()}


def members():
    """Every type, nullable and not, with every owner at every place."""
    for place in PLACES:
        for type_ in TYPES:
            for text in (type_, f"({type_})?" if " " in type_ else f"{type_}?"):
                for owner in OWNERS if text == type_ else ("", "borrow", "own or borrow"):
                    if not text.startswith("("):
                        yield member(place, f"{text} {owner}".strip())


def member(place, text):
    """A member of a native with a type and its owner at a place."""
    return place.replace("{t} {o}", text)


@pytest.fixture(scope="module")
def accepted(tmp_path_factory):
    """The members that nothing is said against, found one by one; each has been taken through every output."""
    place, found = tmp_path_factory.mktemp("members"), []
    for one in members():
        module, diagnostics = module_with(place, [one])
        if not diagnostics:
            made(module)
            found.append(one)
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_a_type_table_has_what_crosses_and_nothing_else(engine):
    table = importlib.import_module(f"generator.engines.{engine}.types")
    assert set(table.DOWN) == crossable.PARAMETERS
    assert set(table.UP) == crossable.RESULTS | crossable.ARGUMENTS


def test_everything_that_crosses_is_accepted_somewhere(accepted):
    assert len(accepted) == len(set(accepted))
    for text in ("boolean", "string copy", "bytes[] pin until close", "uv<Which>? borrow", "Hinge? borrow", "Fd own"):
        assert member(PLACES[0], text) in accepted, text
    for text in ("bytes? own or borrow", "uv_error", "Label borrow", "Own"):
        assert member(PLACES[4], text) in accepted, text


def test_the_c_of_everything_that_is_accepted_compiles(accepted, tmp_path):
    module, diagnostics = module_with(tmp_path, accepted)
    assert diagnostics == []
    for path, text in made(module).items():
        file = tmp_path / "generated" / "doors" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "runtime").mkdir()
    (tmp_path / "runtime/engine").symlink_to(ROOT / "runtime/engine")
    compiled = subprocess.run(
        ["cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-D_GNU_SOURCE", "-fsyntax-only", "-isystem",
         ROOT / "node_modules/bare-headers/include", '-DBARE_MODULE_NAME="bare-doors@1.0.0"',
         tmp_path / "generated/doors/bare.c", tmp_path / "generated/doors/boundary.c"], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert compiled.returncode == 0, compiled.stderr
