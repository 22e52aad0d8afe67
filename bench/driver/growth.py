"""How cost grows: the same work over more connections, in larger writes, with more handles at once."""

from dataclasses import dataclass
from typing import NamedTuple

from .contestants import LOAD
from .limits import most_connections
from .workloads import ONE, TWO, Workload

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30

CONTESTANTS = ("c-libuv", "ours-bare", "npm-bare")

_CONNECTIONS = (1, 10, 100, 1000, 5000, 20_000)
_SIZES = (1, 64, KIB, 4 * KIB, 64 * KIB, MIB, 16 * MIB, 256 * MIB, GIB)
_BURSTS = (1, 10, 100, 1000, 10_000)

# Of small writes so many, and of large ones so many bytes, but a few of the largest.
_WRITES, _BYTES, _FEWEST = 400_000, GIB, 2


class Point(NamedTuple):
    """`at` is what grows, `workload` is what is measured there."""

    at: int
    workload: Workload


@dataclass(frozen=True)
class Series:
    """`of` is the unit of what is told, `per` what grows; `by_size` tells the cost of a byte as well."""

    name: str
    title: str
    of: str
    per: str
    points: tuple
    by_size: bool = False


def all_series():
    """Every series, as far as this system's limit on descriptors lets it grow."""
    connections = sorted({min(count, most_connections()) for count in _CONNECTIONS})
    return (
        Series("growth-trips", "a round trip, all connections busy", "µs", "connections",
               tuple(Point(count, _trips(count)) for count in connections)),
        Series("growth-connects", "connect, a byte, close, with others open", "µs", "connections",
               tuple(Point(count, _connects(count)) for count in connections)),
        Series("growth-memory", "an idle accepted connection", "KiB", "connections",
               tuple(Point(count, _memory(count)) for count in connections if count >= 100)),
        Series("growth-writes", "a write", "µs", "bytes",
               tuple(Point(size, _writes(size)) for size in _SIZES), by_size=True),
        Series("growth-handles", "a handle, so many in one go", "µs", "handles",
               tuple(Point(burst, _bursts(burst)) for burst in _BURSTS)),
    )


def _point(name, program, settings, processors, **more):
    shown = {"unit": "k/s", "scale": 1e-3, **more}
    return Workload(name, name, program, settings, target=None, processors=processors, contestants=CONTESTANTS, **shown)


def _trips(count):
    settings = {"count": max(30_000, 3 * count), "connections": count, "size": 64}
    return _point(f"growth-trips-{count}", "roundtrips", settings, ONE)


def _connects(count):
    settings = {"count": 3000, "parallel": 1, "idle": count - 1}
    return _point(f"growth-connects-{count}", "connects", settings, ONE)


def _memory(count):
    return _point(f"growth-memory-{count}", "idle", {"count": count - count % 2}, TWO, unit="KiB", scale=1,
                  client=LOAD, measure="memory", smaller_is_better=True)


def _writes(size):
    settings = {"count": max(_FEWEST, min(_WRITES, _BYTES // size)), "size": size}
    return _point(f"growth-writes-{size}", "transfer", settings, TWO)


def _bursts(burst):
    settings = {"count": max(10_000, burst), "burst": burst}
    return _point(f"growth-handles-{burst}", "bursts", settings, ONE, measure="channel")


def cost(workload, figure):
    """What one costs: FIGURE itself where it is a cost, microseconds where it is thousands a second."""
    return figure if workload.smaller_is_better else 1e3 / figure
