#!/usr/bin/env python3
"""Counts what single operations take, and compares that with the budgets in budgets.toml."""

import argparse
import sys
from pathlib import Path

from budgets import differences, number, read_table, replaced, split, write_table
from counts import GuardError, count
from instructions import instructions
from system_calls import system_calls

BUDGETS = Path(__file__).with_name("budgets.toml")
MEASURES = {"calls": system_calls, "instructions": instructions}

JAVASCRIPT = ("write-64", "write-64k", "drain-64x256", "drain-64k", "pausing", "round-trip", "connection", "handle")
C = ("write-64", "write-64k", "queue-64k", "read-64", "read-64k", "round-trip", "connection", "handle")


def main():
    arguments = parse_arguments()
    kind, subject = arguments.guard.split("-")
    measure = MEASURES[kind](arguments.tool)
    try:
        counts = {
            operation: count(measure, arguments.command, operation)
            for operation in shown(C if subject == "c" else JAVASCRIPT)
        }
    except GuardError as error:
        sys.exit(str(error))
    show(counts)
    return update(arguments.guard, counts) if arguments.update else compare(arguments.guard, counts)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("guard", choices=sorted(read_table(BUDGETS)), help="what is counted, and of what")
    parser.add_argument("--tool", required=True, help="the strace or the valgrind that counts")
    parser.add_argument("--update", action="store_true", help="write what is counted into the table")
    parser.add_argument("command", nargs="+", help="what does the operations; after a --")
    return parser.parse_args()


def shown(operations):
    """OPERATIONS, with a line on a terminal that says which one is being counted."""
    for operation in operations:
        if sys.stderr.isatty():
            print(f"\r\033[Kcounting: {operation}", end="", file=sys.stderr, flush=True)
        yield operation
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def show(counts):
    for operation, names in counts.items():
        print(f"{operation}: {', '.join(f'{name} {number(value)}' for name, value in names.items())}")


def compare(guard, counts):
    """Says where COUNTS are not what the table has for GUARD. Returns an exit status."""
    allowance, budgets = split(read_table(BUDGETS)[guard])
    found = differences(budgets, counts, allowance)
    for difference in found:
        print(f"WRONG: {difference}", file=sys.stderr)
    if found:
        print(
            "If that is as it should be, `make guard-budgets` writes the table anew; say why in the commit.",
            file=sys.stderr,
        )
    print(f"# {guard}: {len(counts)} operations, allowance {allowance:.0%}, wrong: {len(found)}")
    return 1 if found else 0


def update(guard, counts):
    table = read_table(BUDGETS)
    table[guard] = replaced(table[guard], counts)
    write_table(BUDGETS, table)
    print(f"# {guard}: {len(counts)} operations written to {BUDGETS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
