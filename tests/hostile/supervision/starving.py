"""Leaves a process hardly any descriptors for a while."""

import contextlib
import os
import resource

# More than it has at rest: enough to accept a few clients, and less than those send with one message.
SPARE = 24


# Less than anything has: not even one that is closed can be opened again.
NONE = 1


@contextlib.contextmanager
def _limited(pid, limit):
    limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (limit, limits[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)


def starving(pid):
    """Within it the process `pid` cannot open more than a few descriptors."""
    return _limited(pid, max(int(fd) for fd in os.listdir(f"/proc/{pid}/fd")) + SPARE)


def famished(pid):
    """Within it the process `pid` can open none at all."""
    return _limited(pid, NONE)
