#!/usr/bin/env python3
"""Measures bare-pipe against C, npm's bare-pipe, Node.js, Bun and Deno, side by side in one run."""

import argparse
import json
import sys
from pathlib import Path

from driver.contestants import CONTESTANTS
from driver.measure import measure
from driver.process import EndError
from driver.report import as_json, as_markdown
from driver.results import Results
from driver.workloads import WORKLOADS


def main():
    arguments = parse_arguments()
    chosen = [workload for workload in WORKLOADS if any(part in workload.name for part in arguments.workload or [""])]
    if not chosen:
        sys.exit(f"There is no such workload; there are: {', '.join(workload.name for workload in WORKLOADS)}")

    all_results = []
    for workload in chosen:
        rounds = [run_round(workload, arguments, number) for number in range(arguments.rounds)]
        all_results.append(Results(workload, rounds))

    clear_progress()
    print(as_markdown(all_results))
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(all_results), indent=2) + "\n")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workload", nargs="*", help="part of a name; without any, all of them")
    parser.add_argument("--rounds", type=int, default=7, help="how often each contestant runs (default: 7)")
    parser.add_argument("--only", nargs="+", choices=list(CONTESTANTS), help="these contestants instead of all")
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    return parser.parse_args()


def run_round(workload, arguments, number):
    """Every contestant once, each round beginning with another one: nobody always follows the same."""
    names = [name for name in workload.contestants if not arguments.only or name in arguments.only]
    turn = number % len(names) if names else 0
    samples = {}
    for name in names[turn:] + names[:turn]:
        show_progress(f"{workload.name}, round {number + 1} of {arguments.rounds}: {CONTESTANTS[name].title}")
        try:
            samples[name] = measure(workload, CONTESTANTS[name])
        except EndError as error:
            clear_progress()
            print(f"{workload.name}: {CONTESTANTS[name].title} failed: {error}", file=sys.stderr)
    return samples


def show_progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def clear_progress():
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
