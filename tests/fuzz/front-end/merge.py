#!/usr/bin/env python3
"""Brings the corpus up to date: what reaches more than the seeds do, each place by as few small inputs as can be."""
from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import seeds

HERE = Path(__file__).resolve().parent
LONGEST = 2000
NAMELESS = re.compile(r"[0-9a-f]{12}\.idl")


def options():
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, epilog="Inputs of more than 2000 bytes are left out.")
    parser.add_argument("fuzzer", type=Path, help="the executable that the build makes")
    parser.add_argument("grown", type=Path, nargs="+", metavar="DIR", help="what `run.py --keep DIR` has kept")
    return parser.parse_args()


def main():
    """Returns the fuzzer's exit status."""
    given = options()
    corpus = HERE / "corpus"
    with tempfile.TemporaryDirectory(prefix="merge-") as scratch:
        start, candidates = Path(scratch) / "start", Path(scratch) / "candidates"
        start.mkdir()
        candidates.mkdir()
        given_ones = {**seeds.seeds(), **{p.name: p.read_bytes() for p in corpus.iterdir() if not NAMELESS.fullmatch(p.name)}}
        for name, data in given_ones.items():
            (start / name).write_bytes(data)
        for path in (path for directory in (corpus, *given.grown) for path in directory.iterdir()):
            if path.stat().st_size <= LONGEST and path.name not in given_ones:
                shutil.copy(path, candidates / hashlib.sha1(path.read_bytes()).hexdigest())
        finished = subprocess.run([given.fuzzer, "-set_cover_merge=1", "-use_counters=0", start, candidates], stderr=subprocess.PIPE, encoding="utf-8",
                                  errors="replace", env={"TMPDIR": scratch, "PATH": "/usr/bin:/bin"}, check=False)
        if finished.returncode != 0:
            sys.stderr.write(finished.stderr)
            return finished.returncode
        for path in corpus.iterdir():
            # What has once broken something, or was written by hand, has a name, and stays whatever it reaches by now.
            if NAMELESS.fullmatch(path.name):
                path.unlink()
        kept = [path for path in sorted(start.iterdir()) if path.name not in given_ones]
        for path in kept:
            shutil.copy(path, corpus / f"{path.name[:12]}.idl")
    print(f"corpus: {len(kept)} inputs, {sum(path.stat().st_size for path in corpus.iterdir())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
