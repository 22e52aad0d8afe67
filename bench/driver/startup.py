"""Starts of a program that has a package installed, as npm would have done it."""

import subprocess
import time
from pathlib import Path

DEPENDENCIES = ("bare-events", "bare-stream")


def startup(contestant, directory, times=15):
    """Seconds that loading the package adds to a start. The shortest of TIMES starts with it and without are
    compared: what disturbs a start makes it longer, never shorter."""
    programs = _install(contestant, directory)
    shortest = [float("inf")] * len(programs)
    for _ in range(times):
        for at, program in enumerate(programs):
            shortest[at] = min(shortest[at], _start(contestant, program))
    return shortest[1] - shortest[0]


def _install(contestant, directory):
    """Two programs in DIRECTORY: one loads the package's dependencies, the other one the package as well.

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
