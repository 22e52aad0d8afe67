"""Makes calls fail, one after the other, and sees what becomes of the pipes.

In a scenario pipes live from their beginning to their end. It is repeated with one fault each time:
a system call, an allocation, a function of libuv or of the engine fails. Afterwards everything has to
be closed, once; nothing may be left over; and what has not been delivered must have been reported.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import plan
from outcome import Outcome
from progress import Progress
from subject import Subject

# What a script's environment says besides: one that exits in the middle of everything has not freed
# what the engine holds.
SCRIPT_ENVIRONMENTS = {"load.js": {"ASAN_OPTIONS": "detect_leaks=0"}}


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(
        prog="campaign.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("engine", choices=sorted(plan.FAMILIES))
    parser.add_argument("executable", help="what runs JavaScript")
    parser.add_argument("build", type=Path, help="the directory `faults` of a build")
    parser.add_argument(
        "--only",
        action="append",
        metavar="FAULT",
        help="this fault, as a report names it: SCENARIO/CALL:ERROR:NTH, with + for all that follow; "
        "a part of that stands for all faults that begin so",
    )
    parser.add_argument("--sample", type=int, metavar="N", help="as many faults, not all of them")
    parser.add_argument("--seed", type=int, default=1, help="which faults a sample takes (default: 1)")
    parser.add_argument(
        "--patience", type=float, default=60, help="seconds of silence that count as a hang (default: 60)"
    )
    parser.add_argument("--preload", default="", help="libraries that come before all others")
    return parser.parse_args(arguments)


class Campaign:
    """The faults of one engine, in as many processes as it takes."""

    def __init__(self, options, scratch):
        self.options = options
        self.scratch = scratch
        self.scripts = options.build / "package/tests/faults/cycle"
        self.environment = {"LD_PRELOAD": f"{options.preload} {options.build}/libfaults.so".strip()}
        self.outcome = Outcome(options.engine)

    def start(self, *arguments):
        command, *rest = map(str, arguments)
        return self.start_script("main.js", command, self.fresh_directory(), *rest)

    def start_script(self, name, *arguments):
        line = [self.options.executable, "--expose-gc", self.scripts / name, *arguments]
        environment = {**self.environment, **SCRIPT_ENVIRONMENTS.get(name, {})}
        return Subject(line, environment, self.options.patience)

    def fresh_directory(self):
        """What a process has left behind must not be in the next one's way."""
        directory = Path(tempfile.mkdtemp(dir=self.scratch))
        os.mkfifo(directory / "fifo")
        return directory

    def count(self):
        """How often each call happens, by scenario."""
        counts = {}
        with self.start("count") as subject:
            for message in subject:
                if "failed" in message:
                    sys.exit(f"Without a fault: {message['failed']}")
                if "scenario" in message:
                    counts[message["scenario"]] = message["counts"]
        if subject.death:
            sys.exit(f"Without a fault the process {subject.death}.\n{subject.last_words}")
        counts[plan.LOADING] = self.load("count")["counts"]
        return counts

    def load(self, what):
        """What a process tells that loads the package, and how it died if it did."""
        told = {"counts": {}, "struck": 1, "defects": ["says nothing"]}
        with self.start_script("load.js", what) as subject:
            for message in subject:
                told = message
        if subject.death:
            told["defects"] = [f"{subject.death}\n{subject.last_words}"]
        if what == "count" and told["defects"]:
            sys.exit(f"Without a fault: {told['defects'][0]}")
        return told

    def run_loading(self, faults):
        """A process for each of them."""
        for fault in faults:
            told = self.load(json.dumps(fault.as_json()))
            self.outcome.note(fault, told["struck"], told["defects"])

    def choose(self, counts):
        unknown = plan.unknown_calls(self.options.engine, counts)
        if unknown:
            sys.exit(f"Calls that no table knows: {', '.join(unknown)}")
        faults = plan.every(self.options.engine, counts)
        if self.options.only:
            faults = self.chosen(faults)
        if self.options.sample:
            faults = plan.sample(faults, self.options.sample, self.options.seed)
        return faults

    def chosen(self, faults):
        only = self.options.only
        found = [f for f in faults if any(matches(str(f), text) for text in only)]
        if not found:
            sys.exit(f"There is no such fault: {', '.join(only)}")
        return found

    def run(self, faults):
        """Runs them all."""
        self.run_loading([fault for fault in faults if fault.scenario == plan.LOADING])
        self.run_cycles([fault for fault in faults if fault.scenario != plan.LOADING])

    def run_cycles(self, faults):
        """In one process, as long as it lives; the next one goes on behind the fault that ended it."""
        file = Path(self.scratch) / "faults.json"
        file.write_text(json.dumps([fault.as_json() for fault in faults]))
        progress = Progress(self.options.engine, len(faults))
        position = 0
        while position < len(faults):
            position = self.run_from(file, faults, position, progress)
        progress.end()

    def run_from(self, file, faults, position, progress):
        with self.start("run", file, position) as subject:
            running = None
            for message in subject:
                if "begin" in message:
                    running = message["begin"]
                elif "done" in message:
                    position = message["done"] + 1
                    running = None
                    self.outcome.note(faults[message["done"]], message["struck"], message["defects"])
                    progress.show(position, len(self.outcome.defects))
                else:
                    self.take(faults, message)
        return self.after(subject, faults, position, running)

    def take(self, faults, message):
        if "failed" in message:
            sys.exit(f"Not a fault's doing: {message['failed']}")
        if "lost" in message:
            self.outcome.add(faults[message["lost"]], message["defect"])

    def after(self, subject, faults, position, running):
        """Where the next process begins; this one has come to `position`, with one `running` or none."""
        if not subject.death:
            return position
        if running is None and position < len(faults):
            sys.exit(f"Between two faults the process {subject.death}.\n{subject.last_words}")
        fault = faults[position - 1 if running is None else running]
        self.outcome.note(fault, 1, [f"{subject.death}\n{subject.last_words}"])
        return position if running is None else running + 1


def matches(name, text):
    return name == text if text[-1:].isdigit() or text.endswith("+") else name.startswith(text)


def carry_out(campaign):
    """The outcome of the faults that have been asked for."""
    options = campaign.options
    faults = campaign.choose(campaign.count())
    which = f", a sample with seed {options.seed}" if options.sample else ""
    print(f"{options.engine}: {len(faults)} faults{which}", flush=True)
    campaign.run(faults)
    return campaign.outcome


def main(arguments):
    options = parse_arguments(arguments)
    with tempfile.TemporaryDirectory(prefix="faults-") as scratch:
        outcome = carry_out(Campaign(options, scratch))
    if outcome.defects:
        print("To see one of them again: --only with what stands before the colon and the space.")
    print(outcome.summary())
    return 1 if outcome.defects else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
