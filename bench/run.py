#!/usr/bin/env python3
"""Measures bare-pipe against C, npm's bare-pipe, Node.js, Bun and Deno, side by side in one run."""

import argparse
import json
import sys
from pathlib import Path

from driver.contestants import CONTESTANTS
from driver.growth import all_series
from driver.growth_report import growth_as_json, growth_as_markdown
from driver.limits import raise_descriptors
from driver.overview import put_overview
from driver.plots import PlotError, draw
from driver.report import as_json, as_markdown, summary
from driver.rounds import clear_progress, run_rounds
from driver.workloads import WORKLOADS

BENCH = Path(__file__).resolve().parent
RESULTS = BENCH / "results.json"
PLOTS = BENCH / "plots"
README = BENCH.parent / "README.md"

_ROUNDS, _GROWTH_ROUNDS = 7, 3


def main():
    arguments = parse_arguments()
    if arguments.list:
        return show_names()
    if arguments.draw:
        return present(json.loads(RESULTS.read_text()))

    raise_descriptors()
    report = {}
    if arguments.publish or not arguments.growth:
        report["workloads"] = run_workloads(arguments)
    if arguments.publish or arguments.growth:
        report["growth"] = run_growth(arguments)
    if arguments.json:
        arguments.json.write_text(as_text(report))
    if arguments.publish:
        RESULTS.write_text(as_text(report))
        return present(report)
    return 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", help="part of a workload's name; without any, all of them")
    parser.add_argument("--rounds", type=int, help=f"how often each runs (default: {_ROUNDS}, growth {_GROWTH_ROUNDS})")
    parser.add_argument("--only", nargs="+", choices=list(CONTESTANTS), help="these contestants instead of all")
    parser.add_argument("--growth", action="store_true", help="how cost grows, instead of the workloads")
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    parser.add_argument("--publish", action="store_true",
                        help=f"workloads and growth, all figures to {RESULTS.name}, the plots and the table of them")
    parser.add_argument("--draw", action="store_true", help=f"measure nothing: the plots of {RESULTS.name}, and its table in {README.name}")
    parser.add_argument("--list", action="store_true", help="measure nothing: print the names")
    return parser.parse_args()


def show_names():
    for named in (*WORKLOADS, *all_series()):
        print(f"{named.name:<22} {named.title}")
    return 0


def run_workloads(arguments):
    chosen = choose(WORKLOADS, arguments.name)
    rounds = arguments.rounds or _ROUNDS
    all_results = until_interrupted(run_rounds(workload, arguments.only, rounds) for workload in chosen)
    print(as_markdown(all_results))
    if said := summary(all_results):
        print(said)
    return as_json(all_results)


def run_growth(arguments):
    rounds = arguments.rounds or _GROWTH_ROUNDS
    measured = until_interrupted(
        (series, [run_rounds(point.workload, arguments.only, rounds) for point in series.points])
        for series in choose(all_series(), arguments.name)
    )
    print(growth_as_markdown(measured))
    return growth_as_json(measured)


def until_interrupted(measuring):
    """What MEASURING has given until its end, or until somebody had enough: what is measured is told."""
    measured = []
    try:
        for one in measuring:
            measured.append(one)
    except KeyboardInterrupt:
        clear_progress()
        print("Interrupted: what follows is what had been measured.", file=sys.stderr)
    clear_progress()
    return measured


def choose(named, parts):
    """Those of NAMED that have one of PARTS in their names. Ends the program when there is none."""
    chosen = [one for one in named if any(part in one.name for part in parts or [""])]
    if not chosen:
        sys.exit(f"There is nothing of that name; there are: {', '.join(one.name for one in named)}")
    return chosen


def as_text(report):
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def present(report):
    """Draws REPORT and puts its table into the README. Returns an exit status."""
    README.write_text(put_overview(README.read_text(), report["workloads"]))
    try:
        drawn = draw(report, PLOTS)
    except PlotError as error:
        sys.exit(str(error))
    for path in drawn:
        print(f"==> Drawn: {path.relative_to(BENCH.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
