"""What the tests of the generator share: the project, copies of it, and runs of its command line."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.dont_write_bytecode = True

LISTING = '''"""Lists what a module declares."""


def files(module):
    """{path: text}"""
    names = "".join(f"{d.kind} {d.name}\\n" for d in module.declarations)
    return {"listing.txt": names, "docs/about.txt": module.doc.summary + "\\n"}
'''
IDL = '''//! Things.
module things "things" version 1.2;

/// A thing.
class Thing {}

exports {
  default Thing;
}
'''


class Project:
    """A directory with a copy of the generator, one module, and one output that lists it."""

    def __init__(self, root):
        self.root = root
        ignore = shutil.ignore_patterns("__pycache__", "engines", "outputs", "plans", "templates")
        shutil.copytree(ROOT / "generator", root / "generator", ignore=ignore)
        self.write("generator/outputs/__init__.py", "")
        self.write("generator/outputs/listing/__init__.py", LISTING)
        self.write("idl/things.idl", IDL)
        self.generated = root / "generated" / "things"

    def write(self, path, text):
        """Writes a file below the root."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def run(self, *arguments, **more):
        """Runs this copy's command line."""
        return run(*arguments, root=self.root, **more)


def run(*arguments, root=ROOT, cwd="/", **environment):
    """Runs `python3 -m generator`; returns the finished process, with text output."""
    env = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    return subprocess.run([sys.executable, "-m", "generator", *arguments], cwd=cwd, env=env, capture_output=True,
                          encoding="utf-8", check=False)


@pytest.fixture
def project(tmp_path):
    """A Project of its own for one test."""
    return Project(tmp_path / "project")


def load_text(tmp_path, text):
    """Loads a module from its text; returns (module, diagnostics)."""
    from generator.frontend import load

    file = tmp_path / "idl" / "sample.idl"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return load(file)
