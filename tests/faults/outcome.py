"""What the faults have come to, and how that is told."""

from collections import Counter
from dataclasses import dataclass, field

# What a defect is counted as, by the words that tell of it; everything else is something unreported.
KINDS = (
    ("crashes", ("died of", "ended with")),
    ("hangs", ("hung", "does not end", "stands still")),
    ("leaks", ("descriptors:", "handles of the loop", "memory:")),
)

MOST_SHOWN = 100


def kind_of(defect):
    for kind, beginnings in KINDS:
        if any(beginning in defect for beginning in beginnings):
            return kind
    return "unreported"


@dataclass
class Outcome:
    """The books of a campaign on one engine."""

    engine: str
    struck: Counter = field(default_factory=Counter)
    missed: list = field(default_factory=list)
    defects: list = field(default_factory=list)

    def note(self, fault, struck, defects):
        """Enters how often the fault has struck, and what was wrong."""
        if struck > 0:
            self.struck[fault.call] += 1
        else:
            self.missed.append(fault)
        for defect in defects:
            self.add(fault, defect)

    def add(self, fault, defect):
        """Enters something that was wrong, and tells it at once."""
        self.defects.append((fault, defect))
        if len(self.defects) <= MOST_SHOWN:
            print(f"{self.engine}: {fault}: {defect}", flush=True)

    @property
    def total(self):
        return sum(self.struck.values())

    def summary(self):
        """All figures in one line."""
        kinds = Counter(kind_of(defect) for _, defect in self.defects)
        names = ("crashes", "hangs", "leaks", "unreported")
        figures = ", ".join(f"{name} {kinds[name]}" for name in names)
        missed = f" ({len(self.missed)} more never came about)" if self.missed else ""
        return f"{self.engine}: {self.total} faults in {len(self.struck)} calls{missed}: {figures}"
