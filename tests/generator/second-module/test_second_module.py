"""Another module than the project's own: generated, compiled, and run; nothing in the generator is about one module."""
import os
import platform
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, run

HERE = Path(__file__).parent
MODULES = ROOT / "node_modules"
BARE = max(ROOT.glob("tests/runtimes/node_modules/bare-*/bin/bare"),
           key=lambda path: [int(part) for part in path.parts[-3].removeprefix("bare-").split(".")])
HOST = f"linux-{ {'x86_64': 'x64', 'aarch64': 'arm64'}.get(platform.machine(), platform.machine())}"
# Each engine's name is that of its glue and its addon's suffix.
ENGINES = {
    "bare": (BARE, MODULES / "bare-headers/include", '-DBARE_MODULE_NAME="bare-counter@1.2.0"'),
    "node": (shutil.which("node"), next(
        (path for path in (Path(os.path.realpath(shutil.which("node"))).parents[1] / "include/node",
                           Path("/usr/include/node")) if path.is_dir()), None), "-DNAPI_VERSION=8"),
}
STRICT = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-D_GNU_SOURCE", "-fPIC", "-O1"]


def done(command, cwd, seconds=60):
    """Runs a command to its good end; returns what it has printed."""
    finished = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, encoding="utf-8",
                              timeout=seconds, check=False)
    assert finished.returncode == 0, f"{command[0]}:\n{finished.stdout}{finished.stderr}"
    return finished.stdout


def compiler(root, module, engine):
    """The compiler's command for C of a module below `root`, with its glue for an engine."""
    _, headers, definition = ENGINES[engine]
    return ["cc", *STRICT, f"-I{root / 'generated' / module}", f"-I{root / 'runtime'}", "-isystem", headers, definition]


def check_types(package, file):
    """The program in `file` has no type errors, and neither have the declarations that it leads to."""
    shutil.copy(HERE / "tsconfig.json", package)
    tsc = ["node", MODULES / "typescript/bin/tsc", "--project", "."]
    assert f"/{file}\n" in done([*tsc, "--listFilesOnly"], package)
    finished = subprocess.run(tsc, cwd=package, timeout=60, capture_output=True, encoding="utf-8", check=False)
    # What a declaration of another package lacks is not this one's fault.
    own = [line for line in finished.stdout.splitlines() if line.strip() and "node_modules" not in line]
    assert not own, finished.stdout + finished.stderr


def package_at(root, source):
    """A package at `root` with what `source` has, and what every package needs."""
    shutil.copytree(source, root, ignore=shutil.ignore_patterns("*.py", "__pycache__", "other"))
    shutil.copytree(ROOT / "runtime/engine", root / "runtime/engine")
    (root / "node_modules").symlink_to(MODULES)
    for name in (".prettierrc.json", ".clang-format", "generated/.clang-format"):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A package with the second module, generated."""
    root = package_at(tmp_path_factory.mktemp("second") / "package", HERE)
    built = run("build", "--root", str(root), "--module", "idl/counter.idl")
    assert built.returncode == 0, built.stderr
    return root


@pytest.fixture(scope="module", params=ENGINES)
def addon(package, request):
    """An executable, and the path of the module's addon for it."""
    engine = request.param
    path = package / "prebuilds" / HOST / f"bare-counter.{engine}"
    path.parent.mkdir(parents=True, exist_ok=True)
    sources = [package / f"generated/counter/{engine}.c", *sorted((package / "runtime").glob("*.c"))]
    done([*compiler(package, "counter", engine), "-shared",
          f"-Wl,--version-script={ROOT / f'cmake/engines/{engine}.map'}", "-o", path, *sources], package)
    return ENGINES[engine][0], path


def test_check_is_clean(package):
    checked = run("check", "--root", str(package), "--module", "idl/counter.idl")
    assert (checked.returncode, checked.stdout) == (0, "generated/counter is up to date\n")


def test_it_works(package, addon):
    executable, path = addon
    output = done([executable, package / "counter.test.js", path], package)
    assert "# ok" in output


def test_what_follows_from_its_idl_holds(package, addon):
    executable, _ = addon
    output = done([executable, package / "generated/counter/conformance.js"], package)
    assert "# ok" in output


def test_its_boundary_can_be_driven_by_its_description(package):
    """A program that has no word of the module's header counts, and is told of it."""
    program = package / "described"
    sources = [HERE / "described.c", package / "generated/counter/boundary.c", *sorted((package / "runtime").glob("*.c"))]
    done(["cc", *STRICT, f"-I{package / 'generated/counter'}", f"-I{package / 'runtime'}", "-o", program, *sources,
          "-luv"], package)
    assert done([program], package) == (
        "Tally.add brings 5\nTally.rename\nTally.changed 5 UP it\nArithmetic.divide fails: EINVAL\n"
        "Tally.close told 1\nthe environment is gone\n")


def test_its_types(package):
    check_types(package, "counter.ts")


def test_its_javascript_is_formatted(package):
    done(["node", MODULES / "prettier/bin/prettier.cjs", "--check", "generated/counter/js",
          *(f"generated/counter/{engine}.js" for engine in ENGINES)], package)


def test_its_c_is_formatted(package):
    files = sorted(package.glob("generated/counter/*.[ch]"))
    assert [file.name for file in files] == ["bare.c", "boundary.c", "boundary.h", "counter.h", "node.c"]
    done(["clang-format", "--dry-run", "-Werror", *files], package)
