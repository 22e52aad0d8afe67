"""How many descriptors a process may have open: as many as the system lets this one raise it to."""

import resource

# What an end has open besides connections: its output, its loop, its engine's own.
_OTHERS = 100

_WANTED = 1 << 17


def raise_descriptors():
    """Raises the limit, which the ends inherit, as far as is allowed."""
    for hard in (_WANTED, resource.getrlimit(resource.RLIMIT_NOFILE)[1]):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            return
        except (ValueError, OSError):
            continue


def most_connections():
    """How many connections an end can hold at a time."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0] - _OTHERS
