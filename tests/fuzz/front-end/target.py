"""What the fuzzer calls: one input through the front end and, where that accepts it, through every output."""
from __future__ import annotations

import atexit
import functools
import sys
import traceback
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

import generator.render  # noqa: E402
from generator.frontend import load  # noqa: E402
from generator.project import outputs, render  # noqa: E402

import bundle  # noqa: E402
import invariants  # noqa: E402
from mutator import Mutator  # noqa: E402
from scratch import Scratch  # noqa: E402

# A template is compiled once, not for every input.
generator.render.environment = functools.cache(generator.render.environment)

# The bundle has the text of the files of hooks in it: it is as right as these are, and here they are anything.
_MAKERS = [output for output in outputs() if output.name != "bundle"]
_SCRATCH = Scratch()
_MUTATOR = Mutator(_SCRATCH)
# One input of so many is loaded a second time; which ones does not depend on what was run before.
_AGAIN_ONE_IN = 4
_SEEN = {"inputs": 0, "accepted": 0}


def read(data):
    """(module, diagnostics) of the bundle `data`."""
    _SCRATCH.fill(bundle.split(data))
    return load(f"{_SCRATCH.root}/{bundle.MODULE}")


def generate(module):
    """{path: bytes} of everything that is made of an accepted module."""
    return render(module, _MAKERS)


def check(data):
    """Raises what the front end or an output raises, and a Violation where an invariant does not hold."""
    module, diagnostics = read(data)
    _SEEN["inputs"] += 1
    invariants.outcome(module, diagnostics)
    if zlib.crc32(data) % _AGAIN_ONE_IN == 0:
        invariants.same(diagnostics, load(f"{_SCRATCH.root}/{bundle.MODULE}")[1])
    if not diagnostics:
        _SEEN["accepted"] += 1
        _MUTATOR.remember(data)
        invariants.generated(generate(module))


def examine(data):
    """Whether everything holds for the input; what does not is printed."""
    try:
        check(data)
    except BaseException:  # SystemExit and KeyboardInterrupt are no answers to an input either.
        traceback.print_exc()
        _SCRATCH.remove()
        return False
    return True


def mutate(data, max_size, seed):
    """A mutant of an input, of at most `max_size` bytes."""
    return _MUTATOR.mutate(data, seed)[:max_size]


def cross(data, other, max_size, seed):
    """An input with parts of another one, of at most `max_size` bytes."""
    return _MUTATOR.cross(data, other, seed)[:max_size]


@atexit.register
def report():
    """Prints how many inputs there were, for whoever runs the fuzzer."""
    if _SEEN["inputs"]:
        print("front end: {inputs} inputs, {accepted} of them accepted and generated".format(**_SEEN), file=sys.stderr)
