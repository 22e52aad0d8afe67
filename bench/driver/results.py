"""What rounds of samples say: medians, ratios to C within a round, spreads, and who is ahead of whom."""

from dataclasses import dataclass
from statistics import median

from .contestants import REFERENCE


@dataclass(frozen=True)
class Figure:
    """A median and the middle half of the samples around it."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values):
        values = sorted(values)
        return cls(median(values), _quantile(values, 0.25), _quantile(values, 0.75))


def _quantile(values, part):
    place = part * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


class Results:
    """The rounds of one workload. Ratios are taken within a round: what slows a machine slows both."""

    def __init__(self, workload, rounds):
        self.workload = workload
        self._rounds = rounds

    def contestants(self):
        return [name for name in self.workload.contestants if any(name in samples for samples in self._rounds)]

    def figure(self, name):
        return Figure.of([samples[name].figure for samples in self._rounds if name in samples])

    def cpu(self, name):
        return Figure.of([samples[name].cpu for samples in self._rounds if name in samples])

    def ratio(self, name, other=REFERENCE):
        """NAME's figure in that of OTHER, None when the two never met in a round."""
        ratios = [
            samples[name].figure / samples[other].figure
            for samples in self._rounds
            if name in samples and samples.get(other) and samples[other].figure > 0
        ]
        return Figure.of(ratios) if ratios else None

    def cost_ratio(self, name, other=REFERENCE):
        """How many times as much as OTHER an operation of NAME costs: the ratio where a figure is a cost."""
        ratio = self.ratio(name, other)
        if ratio is None or self.workload.smaller_is_better:
            return ratio
        return Figure(1 / ratio.median, 1 / ratio.high, 1 / ratio.low)

    def verdict(self, name):
        """`reached`, `missed`, or `within the spread` of the target. None where nothing is to be reached."""
        if self.workload.target is None:
            return None
        figure = self.figure(name) if self.workload.absolute else self.ratio(name)
        if figure is None:
            return None
        return self._side(figure, self.workload.target, ("reached", "missed"))

    def against(self, name, peer):
        """Whether NAME is `ahead` of PEER, `behind`, or the difference is `within the spread`.

        A difference of two measurements can come out at nothing or less, of which there is no ratio.
        """
        ratio = self.ratio(name, peer)
        return "within the spread" if ratio is None else self._side(ratio, 1, ("ahead", "behind"))

    def _side(self, figure, limit, words):
        low, high = figure.low, figure.high
        if self.workload.smaller_is_better:
            low, high, limit = -high, -low, -limit
        if low >= limit:
            return words[0]
        return words[1] if high < limit else "within the spread"
