#!/usr/bin/env python3
"""Fuzzes the front end of the generator: the corpus, then mutants of it."""
from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import seeds
from grammar import Grammar, dictionary

HERE = Path(__file__).resolve().parent
# The longest module of the project with its hooks, and room to grow.
LONGEST_INPUT = 40000
SECONDS_FOR_ONE = 60
# Progress, frames of C, and the input in bytes: the traceback and the file say more.
NOISE = re.compile(r" *#\d|INFO:|0x|Base64:|NOTE:|      Combine")
EPILOG = """\
An input that breaks something is kept, and `examine.py FILE` shows what it does.
exit status: 0 nothing was found; 1 something was; 2 wrong usage
"""


def options():
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fuzzer", type=Path, help="the executable that the build makes")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--runs", type=int, metavar="N", help="run the corpus, and so many mutants")
    length.add_argument("--seconds", type=int, metavar="N", help="run the corpus, and mutants for so long")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the mutants (default: 1)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep there what reaches something new, and go on from it")
    parser.add_argument("--findings", type=Path, metavar="DIR", help="where an input is kept that breaks something (default: here)")
    return parser.parse_args()


def command(given, scratch):
    """The fuzzer's command line, and how many inputs it starts with."""
    (scratch / "seeds").mkdir()
    for name, data in seeds.seeds().items():
        (scratch / "seeds" / name).write_bytes(data)
    (scratch / "words").write_text(dictionary(Grammar().words), encoding="utf-8")
    findings = given.findings or Path()
    findings.mkdir(parents=True, exist_ok=True)
    grown = given.keep or scratch / "grown"
    grown.mkdir(parents=True, exist_ok=True)
    corpora = [grown, HERE / "corpus", scratch / "seeds"]
    first = sum(len(list(path.iterdir())) for path in corpora)
    length = f"-max_total_time={given.seconds}" if given.seconds is not None else f"-runs={first + given.runs}"
    return [given.fuzzer, f"-seed={given.seed}", length, f"-max_len={LONGEST_INPUT}", f"-timeout={SECONDS_FOR_ONE}",
            f"-dict={scratch / 'words'}", f"-artifact_prefix={findings}/", "-print_final_stats=1", *corpora]


def run(words, scratch):
    """Runs the fuzzer; returns its status and what it has said, which is also shown where people look on."""
    watched = sys.stderr.isatty()
    said = []
    with subprocess.Popen([str(word) for word in words], stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
                          env={"TMPDIR": str(scratch), "PATH": "/usr/bin:/bin"}) as process:
        for line in process.stderr:
            said.append(line)
            if watched:
                sys.stderr.write(line)
    return process.returncode, "".join(said), watched


def found(pattern, said):
    """The last number that the fuzzer has printed behind something."""
    numbers = re.findall(pattern + r"\s*(\d+)", said)
    return numbers[-1] if numbers else "?"


def main():
    """Returns the exit status."""
    given = options()
    if not given.fuzzer.is_file():
        print(f"error: there is no file {given.fuzzer}: build first, with -DBUILD_TESTS=ON", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="fuzz-") as directory:
        status, said, watched = run(command(given, Path(directory)), Path(directory))
    if status != 0:
        if not watched:
            sys.stderr.writelines(line for line in said.splitlines(keepends=True) if not NOISE.match(line))
        kept = re.findall(r"Test unit written to (\S+)", said)
        shown = f"python3 {HERE / 'examine.py'} {kept[-1]}" if kept else "see above"
        print(f"The front end does not hold (seed {given.seed}): {shown}", file=sys.stderr)
        return 1
    accepted = re.findall(r"(\d+) of them accepted", said)
    print(f"front end, seed {given.seed}: {found('number_of_executed_units:', said)} inputs, "
          f"{accepted[-1] if accepted else '?'} of them accepted and generated, "
          f"{found('average_exec_per_sec:', said)} a second, {found(' ft:', said)} features covered; nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
