#!/usr/bin/env python3
"""Compiles what is generated from those inputs of the fuzzer that the front end accepts."""
from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import target

HERE = Path(__file__).resolve().parent
EPILOG = """\
The glue of every engine with -Wall -Wextra -Werror, the JavaScript and the types up to their syntax.
exit status: 0 all of it compiles; 1 something does not, and is shown; 2 wrong usage
"""
STRICT = ["-std=c11", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-D_GNU_SOURCE", "-DNAPI_VERSION=8",
          '-DBARE_MODULE_NAME="judged@1.0.0"']


def options():
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", type=Path, nargs="+", metavar="DIR", help="a directory of inputs")
    parser.add_argument("--headers", action="append", default=[], metavar="ENGINE=DIR", help="an engine's headers; may be repeated")
    parser.add_argument("--cc", default="cc", metavar="CC", help="the C compiler (default: cc)")
    parser.add_argument("--node", default="node", metavar="NODE", help="Node.js (default: node)")
    parser.add_argument("--sample", type=int, metavar="N", help="look at so many of the accepted ones (default: all)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the sample (default: 1)")
    return parser.parse_args()


def accepted(directories):
    """(path, {path: bytes} of what is made of it) of each input that is accepted, in order."""
    for directory in directories:
        for path in sorted(directory.iterdir()):
            module, diagnostics = target.read(path.read_bytes())
            if not diagnostics:
                yield path, module.name, target.generate(module)


def place(root, name, files):
    """Writes the files as a package has them; returns their directory."""
    directory = root / "generated" / name
    for path, content in files.items():
        file = directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (root / "runtime").symlink_to(target.ROOT / "runtime")
    return directory


def c_errors(given, directory):
    """What the compiler says about the glue of each engine, and about the header by itself."""
    for engine in given.headers:
        name, _, headers = engine.partition("=")
        source = directory / f"{name}.c"
        if source.is_file():
            finished = subprocess.run([given.cc, *STRICT, f"-I{directory}", f"-I{target.ROOT / 'runtime'}", "-isystem", headers,
                                       source], capture_output=True, encoding="utf-8", check=False)
            if finished.returncode != 0:
                yield finished.stderr


def script_errors(given, root):
    """What is no JavaScript or TypeScript below `root`, all of it in one process."""
    finished = subprocess.run([given.node, HERE / "parse.cjs", target.ROOT / "node_modules", root], capture_output=True,
                              encoding="utf-8", check=False)
    return "" if finished.returncode == 0 else finished.stdout + finished.stderr


def main():
    """Returns the exit status."""
    given = options()
    found = list(accepted(given.inputs))
    if given.sample is not None and given.sample < len(found):
        found = random.Random(given.seed).sample(found, given.sample)
    broken = 0
    with tempfile.TemporaryDirectory(prefix="judged-") as scratch:
        for at, (path, name, files) in enumerate(found):
            directory = place(Path(scratch) / str(at), name, files)
            errors = "".join(c_errors(given, directory))
            if errors:
                broken += 1
                print(f"==> {path}\n{errors}", file=sys.stderr)
            if sys.stderr.isatty():
                print(f"\r{at + 1} of {len(found)} compiled", end="", file=sys.stderr, flush=True)
        errors = script_errors(given, scratch)
    if errors:
        for at, (path, _, _) in enumerate(found):
            errors = errors.replace(f"{scratch}/{at}/", f"{path}: ")
        print(errors, file=sys.stderr)
    print(f"accepted inputs: {len(found)} generated; {broken} of them do not compile" + ("; scripts that do not parse" if errors else ""))
    return 1 if broken or errors or not found else 0


if __name__ == "__main__":
    sys.exit(main())
