"""The bundle: every file once, after those that it requires, and a complaint where that cannot be."""
import subprocess

import pytest
from conftest import load_text

from generator.outputs.bundle import files
from generator.project import BrokenOutput

IDL = """\
//! Things.
module things "things" version 1.2;

hooks "hooks/first.js";

/// Wrong use.
errors ThingError {
  /// It is wrong.
  WRONG: "Wrong";
}

/// A thing.
class Thing {
  /// Does it.
  method act() -> unknown { hook act; }
}

exports {
  default Thing;
  errors: ThingError;
  subpath "./errors" errors;
}
"""


def bundled(tmp_path, **hooks):
    """The bundle's files, by their paths, of a module with the given files of hooks."""
    (tmp_path / "hooks").mkdir()
    for name, text in hooks.items():
        (tmp_path / f"hooks/{name}.js").write_text(text, encoding="latin-1")
    (tmp_path / "idl").mkdir()
    module, diagnostics = load_text(tmp_path, IDL)
    assert not diagnostics
    return files(module)


def evaluated(tmp_path, texts, expression):
    """What Node.js makes of an expression, with the bundle as `Thing`."""
    for path, text in texts.items():
        file = tmp_path / "generated/things" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    program = f"const Thing = require('./generated/things'); console.log({expression})"
    ran = subprocess.run(["node", "-e", program], cwd=tmp_path, timeout=30, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_files_run_once_in_the_order_of_requiring_them(tmp_path):
    texts = bundled(
        tmp_path,
        first="const second = require('./second')\nconst third = require('./third.js')\n\n"
              "exports.act = function act(thing) {\n  return [...second.order, third.name].join()\n}\n",
        second="require('./third')\n\nexports.order = globalThis.order\nexports.order.push('second')\n",
        third="module.exports = { name: 'module.exports' }\n\nglobalThis.order = globalThis.order || []\n"
              "globalThis.order.push('third')\n")
    assert evaluated(tmp_path, texts, "new Thing().act()") == "third,second,module.exports"


def test_a_file_of_hooks_may_require_the_module_inside_a_function(tmp_path):
    texts = bundled(tmp_path, first="exports.act = function act(thing) {\n"
                                    "  return require('../generated/things/js') === thing.constructor\n}\n")
    assert evaluated(tmp_path, texts, "new Thing().act()") == "true"


def test_an_entry_point_gives_what_the_bundle_has(tmp_path):
    texts = bundled(tmp_path, first="exports.act = function act(thing) {}\n")
    assert sorted(texts) == ["index.js", "subpaths/errors.js"]
    assert evaluated(tmp_path, texts, "require('./generated/things/subpaths/errors') === Thing.errors") == "true"


def test_packages_are_required_once_and_by_their_names(tmp_path):
    text = bundled(tmp_path, first="const path = require('path')\nconst same = require('./same')\n\n"
                                   "exports.act = function act(thing) {\n  return path === same\n}\n",
                   same="module.exports = require('path')\n")["index.js"]
    assert text.count("= require('path')") == text.count("require(") == 1


def test_only_comments_that_have_lines_of_their_own_are_left_out(tmp_path):
    texts = bundled(tmp_path, first="// One.\n/*\n * Two.\n */\nexports.act = function act(thing) {\n  /* Three. */\n"
                                    "  return '// four' // five\n}\n")
    assert not [word for word in ("One", "Two", "Three") if f"{word}." in texts["index.js"]]
    assert evaluated(tmp_path, texts, "new Thing().act()") == "// four"


def test_what_only_the_module_exports_is_exported(tmp_path):
    text = bundled(tmp_path, first="exports.act = function act(thing) {\n  return [exports, exports.act]\n}\n")["index.js"]
    assert "return [$exported, $exported.act]" in text and "$exported.act = function act" in text
    assert "exports.errors = " in text


def test_a_file_is_what_those_who_require_it_call_it(tmp_path):
    text = bundled(tmp_path, first="const second = require('./second')\n\nexports.act = function act(thing) {\n"
                                   "  return second.name\n}\n", second="exports.name = '2'\n")["index.js"]
    assert "const second = (function () {" in text and "return second.name" in text and text.count("second") == 3


@pytest.mark.parametrize("first, second, third", [
    ("const second = require('./second')\nconst third = require('./third')\n\n"
     "exports.act = function act(thing) {\n  return [third, second.name, third.path].join()\n}\n",
     "exports.name = 'path'\n",
     "let second = 'third'\nmodule.exports = { path: second, toString: () => `${require('./second').name}` }\n"),
    ("const second = require('./second')\nconst other = require('./third')\n\n"
     "exports.act = function act(thing) {\n  const third = other\n  return [third, second.name, third.path].join()\n}\n",
     "const third = 'path'\nexports.name = third\n",
     "const { name } = require('./second')\nmodule.exports = { path: 'third', toString: () => name }\n"),
    ("const process = require('./second')\nconst third = require('./third')\n\n"
     "exports.act = function act(thing) {\n  return [third, process.name, third.path].join()\n}\n",
     "exports.name = typeof process.argv === 'object' ? 'path' : 'hidden'\n",
     "module.exports = { path: process.argv ? 'third' : 'hidden', toString: () => 'path' }\n"),
    ("const Thing = require('./second')\nconst third = require('./third')\n\n"
     "exports.act = function act(thing) {\n  return [third, Thing.name, third.path].join()\n}\n",
     "exports.name = 'path'\n",
     "const twice = [...'third']\nmodule.exports = { path: twice.join(''), toString: () => 'path' }\n"),
], ids=["of-its-own", "of-a-block", "of-the-engine", "of-the-entry"])
def test_a_name_in_the_bundle_hides_none_of_a_file(tmp_path, first, second, third):
    texts = bundled(tmp_path, first=first, second=second, third=third)
    assert evaluated(tmp_path, texts, "new Thing().act()") == "path,path,third"


@pytest.mark.parametrize("hooks, complaint", [
    ({"first": "const other = require('./other')\n\nexports.act = function act(thing) {}\n"},
     "hooks/first.js requires hooks/other.js: no such file or directory"),
    ({"first": "const other = require('./other')\n\nexports.act = function act(thing) {}\n", "other": "exports.ü = 1\n"},
     "hooks/first.js requires hooks/other.js: it is no file of UTF-8"),
    ({"first": "const other = require('./other')\n\nexports.act = function act(thing) {}\n",
      "other": "const first = require('./first')\n"},
     "hooks/first.js requires hooks/other.js requires hooks/first.js: require one of them inside the function"),
    ({"first": "exports.act = function act(thing) {\n  return require('./other')\n}\n", "other": "exports.a = 1\n"},
     "hooks/other.js is only required inside functions: require it where a file begins"),
    ({"first": "exports.act = function act(thing) {\n  return require(thing)\n}\n"},
     "hooks/first.js: ‘return require(thing)’ does not say in plain words what it requires"),
    ({"first": "exports.act = function act(thing) {\n  return `one\ntwo`\n}\n"},
     "hooks/first.js: ‘return `one’ begins a text of several lines"),
])
def test_complaints(tmp_path, hooks, complaint):
    with pytest.raises(BrokenOutput, match="^" + complaint.replace("(", r"\(").replace(")", r"\)").replace(".", r"\.")):
        bundled(tmp_path, **hooks)
