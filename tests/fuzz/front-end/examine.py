#!/usr/bin/env python3
"""Shows what the front end and the outputs make of inputs of the fuzzer."""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

import target
from generator.diagnostics import render_all


def main():
    """Returns the exit status: 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, epilog="exit status: 0 all is well; 1 something does not hold")
    parser.add_argument("inputs", type=Path, nargs="+", metavar="FILE", help="an input, such as one that the fuzzer has kept")
    broken = 0
    for path in parser.parse_args().inputs:
        data = path.read_bytes()
        print(f"==> {path}", flush=True)
        if not target.examine(data):
            broken += 1
            continue
        module, diagnostics = target.read(data)
        sys.stdout.write(render_all(diagnostics, sys.stdout.isatty()) if diagnostics else
                         "".join(f"{name}: {len(text)} bytes\n" for name, text in target.generate(module).items()))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
