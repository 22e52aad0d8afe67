"""The project's own IDL files as inputs: modules, and the mistakes that the tests of the generator complain about."""
from __future__ import annotations

import re
from pathlib import Path

import bundle

_ROOT = Path(__file__).resolve().parents[3]
_GENERATOR = _ROOT / "tests" / "generator"
_IMPORT = re.compile(r'^import [^"]*"([^"\n]*)"', re.MULTILINE)
_HOOKS = re.compile(r"^hooks ([^;]*);", re.MULTILINE)
# All that the front end looks at in a file of hooks.
_EXPORT = re.compile(r"^exports\.[\w$]+\s*=\s*(?:async\s+)?function\s*[\w$]*\s*\([^)]*\)", re.MULTILINE)


def seeds():
    """{name: bytes}, one for each module and each mistake."""
    places = [(_ROOT, path) for path in sorted((_ROOT / "idl").glob("*.idl"))]
    for root in (_GENERATOR / "second-module", _GENERATOR / "second-module" / "other"):
        places += [(root, path) for path in sorted((root / "idl").glob("*.idl"))]
    places += [(path.parent, path) for path in sorted((_GENERATOR / "diagnostics").glob("*.idl"))]
    return {f"{path.parent.parent.name}-{path.stem}.idl": seed(root, path) for root, path in places}


def seed(root, path):
    """The module in `path` with all that it imports and the heads of its hooks, as one input."""
    files, text = {bundle.MODULE: path.read_bytes()}, path.read_text(encoding="utf-8", errors="replace")
    _imports(files, path, text)
    for line in _HOOKS.findall(text):
        for name in re.findall(r'"([^"\n]*)"', line):
            file = root / name
            if file.is_file():
                heads = _EXPORT.findall(file.read_text(encoding="utf-8"))
                files.setdefault(name, "".join(f"{head} {{}}\n" for head in heads).encode())
    return bundle.join(files)


def _imports(files, path, text):
    for name in _IMPORT.findall(text):
        file = path.parent / name
        if file.is_file() and f"idl/{name}" not in files:
            files[f"idl/{name}"] = file.read_bytes()
            _imports(files, file, file.read_text(encoding="utf-8", errors="replace"))
