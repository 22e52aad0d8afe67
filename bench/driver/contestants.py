"""Who takes part: a name, and what starts one end of a measurement."""

from dataclasses import dataclass
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1]
PROJECT = BENCH.parent
BUILD = PROJECT / "build" / "bench" / "bench"

_MAIN = str(BENCH / "js" / "main.js")
_BARE = str(PROJECT / "tests/runtimes/node_modules/bare-1.33.4/bin/bare")
_BUN = str(BENCH / "node_modules/@oven/bun-linux-x64/bin/bun")
_DENO = str(BENCH / "node_modules/@deno/linux-x64-glibc/deno")

# What every other one is compared with, and what starts the ends that are not being measured.
REFERENCE = "c-libuv"
LOAD = "c-syscalls"


@dataclass(frozen=True)
class Contestant:
    """`command` is followed by workload, role, path and settings; `peers` are what ours is to be ahead of."""

    name: str
    title: str
    command: tuple
    engine: str = ""

    @property
    def ours(self):
        return self.name.startswith("ours-")


def _all():
    yield Contestant("c-libuv", "C on libuv", (str(BUILD / "bench-libuv"),))
    yield Contestant("c-syscalls", "C, blocking calls", (str(BUILD / "bench-syscalls"),))
    yield Contestant("ours-bare", "bare-pipe on Bare", (_BARE, _MAIN, "bare-pipe"), "bare")
    yield Contestant("npm-bare", "npm 4.3.1 on Bare", (_BARE, _MAIN, "bare-pipe-npm"), "bare")
    yield Contestant("ours-node", "bare-pipe on Node", ("node", "--expose-gc", _MAIN, "bare-pipe"), "node")
    yield Contestant("net-node", "Node's net", ("node", "--expose-gc", _MAIN, "net"), "node")
    yield Contestant("net-bun", "Bun's node:net", (_BUN, "run", _MAIN, "net"), "bun")
    yield Contestant("net-deno", "Deno's node:net", (_DENO, "run", "-A", "-q", _MAIN, "net"), "deno")


CONTESTANTS = {contestant.name: contestant for contestant in _all()}
C = ("c-libuv", "c-syscalls")
SHAPES = ("c-libuv", "ours-bare", "npm-bare", "ours-node", "net-node")
JAVASCRIPT = SHAPES[1:]
PIPES = (*C, "ours-bare", "npm-bare", "ours-node")
EVERYBODY = tuple(CONTESTANTS)
# npm's reads into buffers of its own, and has no option for another one.
OWN_BUFFER = tuple(name for name in EVERYBODY if name != "npm-bare")
