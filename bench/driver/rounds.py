"""The rounds of one workload, and a line on the terminal that says how far they are."""

import sys

from .contestants import CONTESTANTS
from .measure import measure
from .process import EndError
from .results import Results


def run_rounds(workload, only, rounds):
    """Results of WORKLOAD after ROUNDS rounds of its contestants, or of those of them that ONLY names."""
    names = [name for name in workload.contestants if not only or name in only]
    all_samples = []
    for number in range(rounds):
        all_samples.append(_run_round(workload, names, number, rounds))
        # Who has failed would only fail again, and take its time for it.
        names = [name for name in names if name in all_samples[-1]]
    return Results(workload, all_samples)


def _run_round(workload, names, number, rounds):
    """Every contestant once, each round beginning with another one: nobody always follows the same."""
    turn = number % len(names) if names else 0
    samples = {}
    for name in names[turn:] + names[:turn]:
        _show_progress(f"{workload.name}, round {number + 1} of {rounds}: {CONTESTANTS[name].title}")
        try:
            samples[name] = measure(workload, CONTESTANTS[name])
        except EndError as error:
            clear_progress()
            print(f"{workload.name}: {CONTESTANTS[name].title} failed: {error}", file=sys.stderr)
    return samples


def _show_progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def clear_progress():
    """Takes the line away, for something else to be printed."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
