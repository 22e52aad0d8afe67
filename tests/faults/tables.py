"""The tables of what can fail: one line for each call, its name first, then how it fails."""

from dataclasses import dataclass
from pathlib import Path

DIRECTORY = Path(__file__).parent / "tables"

CANNOT = "-"


@dataclass(frozen=True)
class Call:
    """A call and the names of its errors; a call without any cannot fail."""

    name: str
    errors: tuple


def read(table):
    """The calls of the table of that name, by their names."""
    calls = {}
    for line in (DIRECTORY / f"{table}.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            call = parse(line.split())
            if call.name in calls:
                raise ValueError(f"tables/{table}.txt has two lines for {call.name}")
            calls[call.name] = call
    return calls


def parse(words):
    name, *errors = words
    if errors and errors[0].endswith(")"):
        errors = errors[1:]
    return Call(name, () if errors == [CANNOT] else tuple(errors))
