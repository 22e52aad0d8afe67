#!/usr/bin/env python3
"""Compares the branches that the tests of an instrumented build took with the list of those they cannot.

Fails for a branch that is neither taken nor listed, and for one that is listed and taken after all:
the list stays as true as the code.
"""

import argparse
import sys
from pathlib import Path

from counters import Counters, forget
from unreached import UnreachedError, entries, read_unreached

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = ("runtime/", "generated/pipe/")
LIST = Path(__file__).with_name("unreached.toml")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=Path, help="the build directory, configured with -DCOVERAGE=ON")
    parser.add_argument("--forget", action="store_true", help="remove what has been counted, and stop")
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    if arguments.forget:
        forget(build)
        return 0
    return compare(Counters(PROJECT, build, SOURCES).taken)


def compare(taken):
    """Prints what differs, then the figures. Returns an exit status."""
    if not taken:
        print("Nothing was counted: configure with --preset coverage, build, and run the tests.", file=sys.stderr)
        return 2
    try:
        never, sometimes = read_unreached(LIST)
    except UnreachedError as error:
        print(error, file=sys.stderr)
        return 2

    unreached = {branch for branch, count in taken.items() if count == 0}
    reached = taken.keys() - unreached
    wrong = (
        show("Not taken by any test, and not listed", unreached - never - sometimes)
        + show("Listed, and taken nevertheless", never & reached)
        + show("Listed, and not in the code", (never | sometimes) - taken.keys())
    )
    print(
        f"# branches: {len(taken)}, taken: {len(reached)} ({len(reached) / len(taken):.1%}), "
        f"listed with a reason: {len(never | sometimes)}, wrong: {wrong}"
    )
    return 1 if wrong else 0


def show(title, branches):
    if branches:
        print(f"{title} ({LIST.relative_to(PROJECT)}):")
        for entry in entries(branches):
            print(f"  {entry!r},")
    return len(branches)


if __name__ == "__main__":
    sys.exit(main())
