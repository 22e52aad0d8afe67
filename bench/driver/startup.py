"""Starts of a program that has a package installed, as npm would have done it."""

import statistics
import subprocess
import time
from pathlib import Path

DEPENDENCIES = ("bare-events", "bare-stream")


def startup(contestant, directory, pairs=25):
    """Seconds that loading the package adds to a start: the median of PAIRS differences, each of two starts that
    follow one another. What slows a machine down for a while slows both of them."""
    without, with_package = _install(contestant, directory)
    return statistics.median(_start(contestant, with_package) - _start(contestant, without) for _ in range(pairs))


def _install(contestant, directory):
    """Two programs in DIRECTORY: the first loads the package's dependencies, the second the package as well.

    A program of its own for each: engines look up and read every file that a program names before any of it
    runs, whether it is asked for in the end or not.
    """
    main, adapter = contestant.command[-2:]
    bench = Path(main).parents[1]
    package, packages = {
        "bare-pipe": (bench.parent, bench.parent / "node_modules"),
        "bare-pipe-npm": (bench / "node_modules/bare-pipe-npm", bench / "node_modules"),
    }[adapter]
    installed = directory / "node_modules"
    installed.mkdir()
    (installed / "bare-pipe").symlink_to(package)
    for name in DEPENDENCIES:
        (installed / name).symlink_to(packages / name)
    return [_program(directory / "without.js", DEPENDENCIES), _program(directory / "with.js", (*DEPENDENCIES, "bare-pipe"))]


def _program(path, packages):
    path.write_text("".join(f"require('{name}')\n" for name in packages))
    return path


def _start(contestant, program):
    began = time.monotonic()
    subprocess.run(["taskset", "-c", "0", *contestant.command[:-2], str(program)], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began
