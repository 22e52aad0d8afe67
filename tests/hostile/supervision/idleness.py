"""Whether a process rests when it has nothing to do."""

import time

# Of a second in which nothing happens, in milliseconds.
LIMIT = 20

# An engine may have something left to do after hard work, collecting garbage say. What spins never stops.
ATTEMPTS = 10


def _cpu_clock(pid):
    """The number of the clock that counts the CPU time of a process (clock_getcpuclockid(3))."""
    return ((~pid) << 3) | 2


def idle_milliseconds(pid):
    """The CPU time of an idle second: the first that is within the limit, or the last that is not."""
    clock = _cpu_clock(pid)
    for _ in range(ATTEMPTS):
        before = time.clock_gettime_ns(clock)
        time.sleep(1)
        used = (time.clock_gettime_ns(clock) - before) / 1e6
        if used < LIMIT:
            break
    return used
