"""Modules that lack one thing or another: what has nothing to hold is not made, and the rest is right."""
import pytest
from conftest import run
from test_second_module import BARE, ENGINES, HERE, MODULES, check_types, compiler, done, package_at


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A package with these modules, all generated."""
    root = package_at(tmp_path_factory.mktemp("other") / "package", HERE / "other")
    built = run("build", "--root", str(root))
    assert built.returncode == 0, built.stderr
    return root


def names(folder):
    """The names in a folder, in order."""
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_files(package):
    generated = package / "generated"
    assert names(generated / "plain/js") == ["circle.js", "fill.js", "index.js", "named.js", "nothing.js", "shape.js"]
    assert not list(generated.glob("plain/*.[ch]")) and not (generated / "plain/bare.js").exists()
    assert names(generated / "timer/js") == ["index.js"]


def test_javascript(package):
    done(["node", MODULES / "prettier/bin/prettier.cjs", "--check", "generated/plain/js", "generated/timer/js"], package)
    assert "# ok" in done([BARE, package / "plain.test.js"], package)


def test_types(package):
    check_types(package, "plain.ts")


def test_functions_of_the_c_library_are_left_alone(package):
    """The glue compiles where an operation is called as one of these is, and nothing calls back."""
    for engine in ENGINES:
        done([*compiler(package, "timer", engine), "-c", "-o", package / "timer.o",
              package / f"generated/timer/{engine}.c"], package)
