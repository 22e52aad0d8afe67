"""Another module than the project's own: generated, compiled, and run; nothing in the generator is about one module."""
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
STRICT = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-D_GNU_SOURCE", "-fPIC", "-O1"]


def done(command, cwd, seconds=60):
    """Runs a command to its good end; returns what it has printed."""
    finished = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, encoding="utf-8",
                              timeout=seconds, check=False)
    assert finished.returncode == 0, f"{command[0]}:\n{finished.stdout}{finished.stderr}"
    return finished.stdout


def compiler(root, module):
    """The compiler's command for C of a module below `root`."""
    return ["cc", *STRICT, f"-I{root / 'generated' / module}", f"-I{root / 'runtime'}",
            "-isystem", MODULES / "bare-headers/include"]


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


@pytest.fixture(scope="module")
def addon(package):
    """The path of its addon."""
    path = package / "prebuilds" / HOST / "bare-counter.bare"
    path.parent.mkdir(parents=True)
    sources = [package / "generated/counter/bare.c", *sorted((package / "runtime").glob("*.c"))]
    done([*compiler(package, "counter"), '-DBARE_MODULE_NAME="bare-counter@1.2.0"', "-shared",
          f"-Wl,--version-script={ROOT / 'cmake/addon.map'}", "-o", path, *sources], package)
    return path


def test_check_is_clean(package):
    checked = run("check", "--root", str(package), "--module", "idl/counter.idl")
    assert (checked.returncode, checked.stdout) == (0, "generated/counter is up to date\n")


def test_it_works(package, addon):
    output = done([BARE, package / "counter.test.js", addon], package)
    assert "# ok" in output


def test_what_follows_from_its_idl_holds(package, addon):
    output = done([BARE, package / "generated/counter/conformance.js"], package)
    assert "# ok" in output


def test_its_types(package):
    check_types(package, "counter.ts")


def test_its_javascript_is_formatted(package):
    done(["node", MODULES / "prettier/bin/prettier.cjs", "--check", "generated/counter/js", "generated/counter/bare.js"], package)


def test_its_c_is_formatted(package):
    files = sorted(package.glob("generated/counter/*.[ch]"))
    assert [file.name for file in files] == ["bare.c", "counter.h"]
    done(["clang-format", "--dry-run", "-Werror", *files], package)
