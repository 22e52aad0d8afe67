"""What gcov counted, as one figure for each branch of each source line."""

import json
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Branch:
    """One way out of a line: known by what the line says, so that an edit elsewhere does not move it."""

    file: str
    function: str
    text: str
    number: int

    def __str__(self):
        return f"{self.file}:{self.function}: {self.text} [{self.number}]"


class Counters:
    """How often each branch of SOURCES was taken, over every program of BUILD that wrote counters.

    A source that several programs compile counts once: a branch is reached when one of them took it.
    Raises subprocess.CalledProcessError where gcov fails.
    """

    def __init__(self, project: Path, build: Path, sources):
        self._project = project
        self._sources = tuple(sources)
        self._lines = {}
        self.taken = Counter()
        for report in _reports(build):
            for file in report["files"]:
                self._add_file(file)

    def _add_file(self, file):
        path = Path(file["file"])
        if not path.is_relative_to(self._project):
            return
        name = path.relative_to(self._project).as_posix()
        if not name.startswith(self._sources):
            return
        seen = Counter()
        for line in file["lines"]:
            self._add_line(name, line, seen)

    def _add_line(self, name, line, seen):
        """The n-th line of a function that says the same as an earlier one goes by the name `text #n`."""
        if not line["branches"]:
            return
        function = line.get("function_name", "")
        text = self._text(name, line["line_number"])
        seen[function, text] += 1
        if seen[function, text] > 1:
            text = f"{text} #{seen[function, text]}"
        for number, branch in enumerate(line["branches"]):
            self.taken[Branch(name, function, text, number)] += branch["count"]

    def _text(self, name, number):
        if name not in self._lines:
            self._lines[name] = (self._project / name).read_text().splitlines()
        return self._lines[name][number - 1].strip()


def _reports(build: Path):
    """What gcov says of each object, of those that never ran as well."""
    notes = sorted(str(note) for note in build.rglob("*.gcno"))
    if not notes:
        return
    result = subprocess.run(
        ["gcov", "--json-format", "--stdout", "--branch-probabilities", *notes],
        capture_output=True,
        text=True,
        check=True,
        cwd=build,
    )
    for line in result.stdout.splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def forget(build: Path):
    """Removes what earlier runs counted."""
    for data in build.rglob("*.gcda"):
        data.unlink()
