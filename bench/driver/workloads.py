"""What is measured: the work, on which processors, in which unit, and what is to be reached on Bare."""

from dataclasses import dataclass

from .contestants import EVERYBODY, JAVASCRIPT, LOAD, OWN_BUFFER, PIPES, SHAPES

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30

# Round trips on one processor: which of two a scheduler chooses makes the times of free ones bimodal.
ONE = ("0", "0")
TWO = ("0", "1")


@dataclass(frozen=True)
class Workload:
    """`scale` turns the count of a second into the figure that is shown: its unit is `unit`.

    `target`, where there is one, is a ratio to C on libuv, or a figure in `unit` where `absolute` is set. Where
    `client` is set, that contestant is the other end of everybody.
    """

    name: str
    title: str
    program: str
    settings: dict
    unit: str
    scale: float
    target: float | None
    absolute: bool = False
    processors: tuple = TWO
    contestants: tuple = EVERYBODY
    client: str = ""
    measure: str = "rate"
    smaller_is_better: bool = False


def _transfer(name, title, size, total, target, **more):
    """A transfer of TOTAL bytes, shown as GB/s unless MORE says otherwise."""
    settings = {"count": total // size, "size": size, **more.pop("settings", {})}
    shown = {"unit": "GB/s", "scale": size / 1e9, **more}
    return Workload(name, title, more.pop("program", "transfer"), settings, target=target, **_without(shown, "program"))


def _without(mapping, *keys):
    return {key: value for key, value in mapping.items() if key not in keys}


_MILLIONS = {"unit": "M/s", "scale": 1e-6, "absolute": True}
_THOUSANDS = {"unit": "k/s", "scale": 1e-3}


def _shapes():
    """What programs do besides: never slower than npm's. C does the plain transfer that is underneath."""
    for reader, title in (
        ("paused", "a reader that pauses at every chunk"),
        ("keeping", "a reader that keeps 512 chunks"),
        ("utf8", "setEncoding('utf8')"),
        ("iterated", "for await"),
    ):
        yield _transfer(f"read-{reader}", title, 64 * KIB, GIB, None, settings={"reader": reader}, contestants=SHAPES)
        yield _transfer(f"read-{reader}-small", f"{title}, 256 B writes", 256, 64 * MIB, None,
                        settings={"reader": reader}, contestants=SHAPES)
    yield _transfer("mixed", "pieces of 1 B to 100 KB", 4 * MIB, GIB, None, settings={"kind": "mixed"},
                    contestants=JAVASCRIPT)
    yield _transfer("echo", "pipe.pipe(pipe), there and back", 64 * KIB, GIB // 2, None, program="echo",
                    contestants=JAVASCRIPT)
    yield _transfer("loopback", "both ends in one process, 64 KiB writes", 64 * KIB, GIB, None, program="loopback",
                    contestants=JAVASCRIPT, measure="alone")
    yield _transfer("loopback-small", "both ends in one process, 64 B writes", 64, 64 * MIB, None,
                    program="loopback", contestants=JAVASCRIPT, measure="alone")
    yield Workload("trips-idle", "round trips, 8 connections among 5000 idle ones", "roundtrips",
                   {"count": 120_000, "connections": 8, "idle": 5000, "size": 64}, target=None, processors=ONE,
                   contestants=SHAPES, **_THOUSANDS)


# Each takes a second and more: in the first ones of its life an engine still compiles what it runs.
WORKLOADS = (
    _transfer("bulk-64k", "bulk, 64 KiB writes", 64 * KIB, 8 * GIB, 0.75),
    _transfer("bulk-1m", "bulk, 1 MiB writes", MIB, 8 * GIB, 0.75),
    _transfer("bulk-onread", "bulk, one read buffer", 64 * KIB, 8 * GIB, 0.92, program="onread",
              contestants=OWN_BUFFER),
    _transfer("small-drain", "64 B writes, with drain", 64, 256 * MIB, 12, **_MILLIONS),
    _transfer("small-strings", "64 B strings, with drain", 64, 192 * MIB, 8, settings={"kind": "string"}, **_MILLIONS),
    _transfer("small-flood", "64 B writes, without drain", 64, 64 * MIB, 10, settings={"drain": 0}, **_MILLIONS),
    _transfer("bulk-4k", "4 KiB writes", 4 * KIB, 3 * GIB, 1.1),
    Workload("trips-1", "round trips, 1 connection", "roundtrips",
             {"count": 240_000, "connections": 1, "size": 64}, target=0.70, processors=ONE, **_THOUSANDS),
    Workload("trips-64", "round trips, 64 connections", "roundtrips",
             {"count": 400_000, "connections": 64, "size": 64}, target=0.65, processors=ONE, **_THOUSANDS),
    Workload("connects-16", "connect, a byte, close; 16 at a time", "connects",
             {"count": 60_000, "parallel": 16}, target=0.48, processors=ONE, **_THOUSANDS),
    Workload("connects-1", "connect, a byte, close; one at a time", "connects",
             {"count": 40_000, "parallel": 1}, target=0.78, processors=ONE, **_THOUSANDS),
    Workload("handles", "handles passed", "handles",
             {"count": 120_000, "parallel": 16}, target=0.38, processors=ONE, contestants=PIPES,
             measure="channel", **_THOUSANDS),
    Workload("descriptors", "Pipe.pipe(), 64 KiB writes", "descriptors",
             {"count": 4 * GIB // (64 * KIB), "size": 64 * KIB}, unit="GB/s", scale=64 * KIB / 1e9, target=0.60,
             processors=("0", "0"), contestants=PIPES, measure="alone"),
    Workload("idle", "an idle accepted connection", "idle",
             {"count": 8000}, unit="KiB", scale=1, target=4, absolute=True, client=LOAD, measure="memory",
             smaller_is_better=True),
    Workload("startup", "start-up over its dependencies", "startup", {}, unit="ms", scale=1e3, target=2,
             absolute=True, contestants=("ours-bare", "npm-bare"), measure="startup", smaller_is_better=True),
    *_shapes(),
)
