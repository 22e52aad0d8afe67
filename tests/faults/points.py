"""Writes the header that makes an addon's calls fail on demand.

Usage: points.py ENGINE HEADER ADDON OUTPUT

ADDON is the addon of ENGINE as it is published: what it calls of the engine and of libuv is what can
fail. HEADER declares the engine's functions. OUTPUT is included before anything else in every source
of the addon under test; there a call goes to whatever function fault_target chooses for it.
"""

import subprocess
import sys
from pathlib import Path

import tables

PREFIXES = {"bare": "js_", "node": "napi_"}

PROLOGUE = """\
/* Made by points.py: each call that can fail goes through fault_target. */
#ifndef FAULT_POINTS_H
#define FAULT_POINTS_H

#include <stdlib.h>
#include <uv.h>
#include <{header}>

#include "fault.h"
#include "memory.h"
#include "failing_{engine}.h"

#define malloc  fault_malloc
#define calloc  fault_calloc
#define realloc fault_realloc
#define free    fault_free
"""

POINT = """
__attribute__((unused)) static fault_call_t fault_call_{name} = {{"{name}", 0}};
#define {name}(...) \\
  (((__typeof__(&{name})) fault_target(&fault_call_{name}, (void *) {name}, \\
    (void *) {failing}, (void *) {throwing}))(__VA_ARGS__))
"""

# What has been called back has run, whatever becomes of the call.
CALLING_BACK = ("js_call_function", "napi_make_callback")

EPILOGUE = "\n#endif\n"


def imported(addon):
    """The names that the addon expects of the executable."""
    command = ["nm", "--dynamic", "--undefined-only", "--format=posix", addon]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return sorted(line.split()[0].split("@")[0] for line in listing.splitlines())


def fallible(names, table):
    """Those that can fail. All of them have to be known: a new call is a decision to be made."""
    calls = tables.read(table)
    unknown = [name for name in names if name not in calls]
    if unknown:
        sys.exit(f"tables/{table}.txt does not say whether these can fail: {', '.join(unknown)}")
    return [name for name in names if calls[name].errors]


def point(name, engine):
    failing = throwing = f"fault_{engine}_fails"
    if name == "uv_fs_close":
        failing = throwing = "fault_uv_fs_close_fails"
    elif name.startswith("uv_fs_"):
        failing = throwing = "fault_uv_fs_fails"
    elif name.startswith("uv_"):
        failing = throwing = "fault_uv_fails"
    elif name in CALLING_BACK:
        failing, throwing = f"fault_{engine}_calls_and_fails", f"fault_{engine}_calls_and_throws"
    else:
        throwing = f"fault_{engine}_throws"
    return POINT.format(name=name, failing=failing, throwing=throwing)


def main(engine, header, addon, output):
    names = imported(addon)
    prefix = PREFIXES[engine]
    points = fallible([name for name in names if name.startswith(prefix)], engine)
    points += fallible([name for name in names if name.startswith("uv_")], "libuv")
    text = PROLOGUE.format(header=header, engine=engine)
    text += "".join(point(name, engine) for name in points) + EPILOGUE
    Path(output).write_text(text)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
