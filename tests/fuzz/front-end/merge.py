#!/usr/bin/env python3
"""Brings the corpus up to date: what reaches more than the seeds do, each place by as few small inputs as can be."""
from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import seeds

HERE = Path(__file__).resolve().parent
LONGEST = 2000


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
        own = {(start / name).write_bytes(data) and name for name, data in seeds.seeds().items()}
        for path in (path for directory in (corpus, *given.grown) for path in sorted(directory.iterdir())):
            if path.stat().st_size <= LONGEST and not path.name.startswith("found-"):
                shutil.copy(path, candidates / hashlib.sha1(path.read_bytes()).hexdigest())
        finished = subprocess.run([given.fuzzer, "-set_cover_merge=1", "-use_counters=0", start, candidates], stderr=subprocess.PIPE, encoding="utf-8",
                                  errors="replace", env={"TMPDIR": scratch, "PATH": "/usr/bin:/bin"}, check=False)
        if finished.returncode != 0:
            sys.stderr.write(finished.stderr)
            return finished.returncode
        for path in corpus.iterdir():
            # What has once broken something stays, whatever it reaches by now.
            if not path.name.startswith("found-"):
                path.unlink()
        kept = [path for path in sorted(start.iterdir()) if path.name not in own]
        for path in kept:
            shutil.copy(path, corpus / f"{path.name[:12]}.idl")
    print(f"corpus: {len(kept)} inputs, {sum(path.stat().st_size for path in corpus.iterdir())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
