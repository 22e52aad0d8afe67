"""One end of a measurement: a process on a processor of its own, which prints marks."""

import os
import select
import subprocess
import time
from pathlib import Path


# How long, in seconds, an end may take from one mark to the next: many times what the slowest one needs.
LIMIT = 60


class EndError(Exception):
    """An end has failed, or does not say what it should."""


class End:
    """A running end. To be used in a `with`: at the end of it the process is gone."""

    def __init__(self, command, processor, descriptors=()):
        self._printed = b""
        self._process = subprocess.Popen(
            ["taskset", "-c", processor, *map(str, command)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=descriptors,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.communicate()

    def wait_for(self, mark):
        """The moment at which MARK was printed, in seconds of the monotonic clock. Raises EndError."""
        while b"\n" not in self._printed:
            self._read_more(mark)
        moment = time.monotonic()
        line, self._printed = self._printed.split(b"\n", 1)
        if line.decode() != mark:
            self._fail(f"{mark} was to come, not {line.decode()}")
        return moment

    def _read_more(self, mark):
        output = self._process.stdout.fileno()
        if not select.select([output], [], [], LIMIT)[0]:
            self._fail(f"{mark} did not come in {LIMIT} seconds")
        more = os.read(output, 4096)
        if not more:
            self._fail(f"{mark} was to come")
        self._printed += more

    def _fail(self, message):
        self._process.kill()
        raise EndError(f"{message}: {self._process.communicate()[1].decode().strip()}")

    def cpu_seconds(self):
        """Processor time of all threads so far; schedstat(5) counts nanoseconds where times(2) counts ticks."""
        total = 0
        for thread in Path(f"/proc/{self._process.pid}/task").iterdir():
            total += int((thread / "schedstat").read_text().split()[0])
        return total / 1e9

    def resident_kib(self):
        """Resident memory in KiB (proc(5), VmRSS)."""
        for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise EndError("The process has no memory any more")
