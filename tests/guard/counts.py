"""How an operation is counted: many of it less a few of it, divided by the difference.

Whatever starting, warming up and ending take is in both runs, and falls out.
"""

import subprocess
import tempfile
from pathlib import Path

FEW, MANY = 128, 640

# A handful of calls in a whole run may be chance, of an engine that collects garbage for instance.
SLACK = 5 / (MANY - FEW)

# How long one run may take, in seconds: many times what it does take.
LIMIT = 60


class GuardError(Exception):
    """Something could not be counted."""


def per_operation(few, many):
    """What one operation takes, for each name of two dictionaries of counts, without what is chance."""
    each = {name: (many.get(name, 0) - few.get(name, 0)) / (MANY - FEW) for name in sorted(few.keys() | many.keys())}
    return {name: count for name, count in each.items() if abs(count) > SLACK}


def run(command):
    """Runs COMMAND to its end, in a new directory that is its last argument. Raises GuardError."""
    with tempfile.TemporaryDirectory(prefix="guard-") as directory:
        try:
            result = subprocess.run([*command, directory], capture_output=True, timeout=LIMIT, check=False)
        except subprocess.TimeoutExpired as error:
            raise GuardError(f"{' '.join(command)}\nwas not over in {LIMIT} seconds") from error
    if result.returncode != 0:
        output = (result.stdout + result.stderr).decode(errors="replace").strip()
        raise GuardError(f"{' '.join(command)}\nended with {result.returncode}:\n{output}")


def count(measure, command, operation):
    """What MEASURE says of one OPERATION that COMMAND does, by name."""
    with tempfile.TemporaryDirectory(prefix="guard-") as directory:
        few, many = (
            measure([*command, operation, str(number)], Path(directory) / str(number)) for number in (FEW, MANY)
        )
    return per_operation(few, many)
