"""The command line."""
from __future__ import annotations

import argparse
import os
import sys

from . import tree
from .diagnostics import render_all
from .frontend import load
from .project import BrokenOutput, default_root, module_files, outputs, render

DESCRIPTION = "Renders everything that follows from the IDL into generated/<module>/."
EPILOG = """\
commands:
  build   write the files that differ, and print which; a file that no output makes is named and stays
  check   write nothing; print what build would change, and fail if that is anything

exit status: 0 all is well; 1 the IDL has errors, or check has found differences; 2 wrong usage

examples:
  python3 -m generator build
  python3 -m generator check --module idl/example.idl
  python3 ~/project/generator check    (from any other directory)
"""
PAINT = {"changed": "\033[33m", "missing": "\033[31m", "orphaned": "\033[35m", "+": "\033[32m", "-": "\033[31m",
         "@": "\033[36m"}


class UsageError(Exception):
    """The command line cannot be followed."""


def parser():
    """The argparse parser."""
    result = argparse.ArgumentParser(prog="python3 -m generator", description=DESCRIPTION, epilog=EPILOG,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    result.add_argument("command", choices=("build", "check"), metavar="build|check", help="what to do, see below")
    result.add_argument("--root", metavar="DIR", help="the project's directory (default: the one that the generator is in)")
    result.add_argument("--module", metavar="FILE", action="append",
                        help="an IDL file, relative to the root or to here; may be repeated "
                             "(default: every file of idl/ that has a ‘module’ line)")
    return result


def main(arguments=None):
    """Runs one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        # Messages are the same under every locale.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args(arguments)
    try:
        root, paths = _places(options)
        return _run(options.command, root, paths)
    except UsageError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenOutput as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        if error.name not in ("jinja2", "markupsafe"):
            raise
        print(f"error: Python has no {error.name} here ({sys.executable}); "
              "on Debian: apt-get install python3-jinja2 python3-lark", file=sys.stderr)
        return 2
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"error: {where}{(error.strerror or str(error)).lower()}", file=sys.stderr)
        return 1


def _places(options):
    root = os.path.abspath(options.root) if options.root else default_root()
    if not os.path.isdir(root):
        raise UsageError(f"{options.root} is no directory")
    if options.module:
        return root, [_module(root, path) for path in options.module]
    paths = module_files(root)
    if not paths:
        raise UsageError(f"{os.path.join(root, 'idl')} has no module in it")
    return root, paths


def _module(root, path):
    for candidate in (os.path.join(root, path), os.path.abspath(path)):
        if os.path.isfile(candidate):
            return candidate
    raise UsageError(f"there is no file {path}")


def _run(command, root, paths):
    modules, broken = [], False
    for path in paths:
        module, diagnostics = load(path, root)
        if diagnostics:
            broken = True
            sys.stderr.write(render_all(diagnostics, sys.stderr.isatty()))
        modules.append(module)
    if broken:
        return 1
    makers = outputs()
    return max([_one(command, root, module, makers) for module in modules])


def _one(command, root, module, makers):
    directory = os.path.join(root, "generated", module.name)
    differences = tree.compare(directory, render(module, makers))
    shown = f"generated/{module.name}"
    if command == "build":
        _build(directory, differences, shown)
        return 0
    for one in differences:
        _report(one, f"{shown}/{one.path}")
    if differences:
        print(f"{shown}: {len(differences)} file{'s' if len(differences) > 1 else ''} out of date; "
              "run ‘python3 -m generator build’", file=sys.stderr)
        return 1
    print(f"{shown} is up to date")
    return 0


def _build(directory, differences, shown):
    for one in differences:
        if one.kind == "orphaned":
            # It may be somebody's work: whoever put it there removes it.
            print(f"no output makes {shown}/{one.path}: remove it")
        else:
            tree.write(directory, one)
            print(f"{'rewrote' if one.kind == 'changed' else 'wrote'} {shown}/{one.path}")
    if not differences:
        print(f"{shown} is up to date")


def _report(difference, shown):
    colour = sys.stdout.isatty()
    _print(f"{difference.kind}: {shown}", PAINT[difference.kind], colour)
    if difference.kind == "changed":
        for line in tree.diff(difference, shown):
            _print(line, PAINT.get(line[:1]), colour)


def _print(text, paint, colour):
    print(f"{paint}{text}\033[0m" if colour and paint else text)
