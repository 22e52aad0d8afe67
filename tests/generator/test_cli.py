"""The command line: what it accepts, what it says, what it returns."""
import os
import pty
import subprocess
import sys

import pytest
from conftest import run


def test_help(project):
    result = project.run("--help")
    assert result.returncode == 0
    for word in ("build", "check", "--root", "--module", "exit status", "examples"):
        assert word in result.stdout


@pytest.mark.parametrize("arguments", [(), ("bild",), ("check", "--rot", "x"), ("check", "--module", "idl/none.idl"),
                                       ("check", "--root", "/nowhere/at/all"), ("check", "more")])
def test_wrong_usage_is_2(project, arguments):
    result = project.run(*arguments)
    assert result.returncode == 2
    assert "error: " in result.stderr and "Traceback" not in result.stderr
    assert not project.generated.exists()


def test_a_root_without_modules(tmp_path):
    result = run("check", "--root", str(tmp_path))
    assert result.returncode == 2
    assert "has no module in it" in result.stderr


def test_only_modules_are_built_unless_told(project):
    project.write("idl/sizes.idl", "//! Sizes.\nshared sizes;\n")
    project.write("idl/broken.idl", "modul broken;\n")
    result = project.run("check")
    assert result.returncode == 1
    assert "idl/broken.idl:1:1: error: ‘modul’ begins no declaration" in result.stderr
    assert "did you mean ‘module’?" in result.stderr
    assert "sizes" not in result.stderr
    assert project.run("build", "--module", "idl/things.idl").returncode == 0


def test_two_modules(project):
    text = (project.root / "idl/things.idl").read_text()
    project.write("idl/others.idl", text.replace("module things", "module others"))
    assert project.run("build").returncode == 0
    assert sorted(p.name for p in (project.root / "generated").iterdir()) == ["others", "things"]


def test_any_directory_will_do(project, tmp_path):
    assert project.run("build", cwd=str(tmp_path)).returncode == 0
    assert project.run("check", cwd=str(project.root / "idl")).returncode == 0
    assert project.run("check", "--module", "things.idl", cwd=str(project.root / "idl")).returncode == 0


def test_its_folder_can_be_run_from_any_directory(project, tmp_path):
    project.run("build")
    folder = str(project.root / "generator")
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run([sys.executable, folder, "check"], cwd=str(tmp_path), env=env, capture_output=True,
                            text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_errors_go_to_stderr_without_colours(project):
    project.write("idl/things.idl", "module;\n")
    result = project.run("check")
    assert result.stdout == "" and "\x1b" not in result.stderr
    assert "idl/things.idl:1:7: error: expected the module’s name, found ‘;’ [expected-name]" in result.stderr


def test_errors_are_coloured_on_a_terminal(project):
    project.write("idl/things.idl", "module;\n")
    ours, theirs = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(project.root), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-m", "generator", "check"], cwd="/", env=env, stderr=theirs, check=False)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:
        pass  # Linux says EIO at the end of a terminal.
    os.close(ours)
    assert b"\x1b[31;1merror" in shown


@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.ISO-8859-1", "C.UTF-8"])
def test_messages_are_the_same_in_every_locale(project, locale):
    project.write("idl/things.idl", "module;\n")
    result = project.run("check", LC_ALL=locale, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "expected the module’s name, found ‘;’" in result.stderr


def test_a_missing_package_is_one_line(project):
    project.write("generator/outputs/listing/__init__.py", "import jinja2\n")
    project.write("blocked/jinja2.py", "raise ModuleNotFoundError(\"No module named 'jinja2'\", name='jinja2')\n")
    path = f"{project.root / 'blocked'}{os.pathsep}{project.root}"
    result = project.run("check", PYTHONPATH=path)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "python3-jinja2" in result.stderr


def test_a_file_that_cannot_be_written_is_named(project):
    project.write("generated/things", "in the way\n")
    result = project.run("build")
    assert result.returncode == 1
    assert "generated/things" in result.stderr and "Traceback" not in result.stderr
