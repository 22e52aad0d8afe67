"""The system calls that the thread with the event loop makes, as strace sees them."""

import re
from collections import Counter

from counts import run

# One name for what is the same work; which of them it is, libuv's version decides.
_SAME = {
    "readv": "read",
    "recvfrom": "read",
    "writev": "write",
    "sendto": "write",
    "epoll_pwait": "epoll_wait",
    "epoll_pwait2": "epoll_wait",
    "accept": "accept4",
    "newfstatat": "fstat",
    "dup2": "dup",
    "dup3": "dup",
}

# What engines do in their own time and for themselves: memory, threads, clocks.
_ENGINE = {
    *("brk", "madvise", "mmap", "mprotect", "mremap", "munmap"),
    *("futex", "getpid", "gettid", "prctl", "rt_sigaction", "rt_sigprocmask", "sched_yield", "set_robust_list"),
    *("clock_gettime", "clock_nanosleep", "getrandom", "getrusage", "clone3", "restart_syscall"),
}

# Which kernel has io_uring, and which container forbids it, is not to matter.
_OPTIONS = ("-y", "-qq", "-e", "signal=none", "-e", "inject=io_uring_setup:error=ENOSYS")

_CALL = re.compile(r"(?P<name>\w+)\((?P<first>\d+<[^>]*>)?")
_CLOSE = re.compile(r"close\(\d+<socket:")
_NEW_EVENTFD = re.compile(r"eventfd2\(.*= (?P<fd>\d+)<")
_TIMER = re.compile(r"epoll_\w+\(\d+<[^>]*>, \[\], \d+, [1-9]")
_EVENT = re.compile(r"data=(?:\{u32=(?P<decimal>\d+)|0x(?P<hexadecimal>[0-9a-f]+))")


def system_calls(strace):
    """A measure for counts.count, with the program STRACE."""

    def measure(command, trace):
        # Other threads are left out: how often those of an engine run is chance.
        run([strace, *_OPTIONS, "-o", str(trace), *command])
        return tally(trace.read_text(errors="replace").splitlines())

    return measure


def tally(lines):
    """How often each system call stands in the LINES of a trace, without what is an engine's own.

    Its threads wake each other through eventfds: left out are reading and writing these, and waits that only
    they ended, or a timer. So is what comes after the last socket: an engine that polls for its own end.
    """
    calls = Counter()
    eventfds = set()
    for line in lines[: _end(lines)]:
        if created := _NEW_EVENTFD.match(line):
            eventfds.add(int(created["fd"]))
        call = _CALL.match(line)
        if call is None or call["name"] in _ENGINE or _is_waking(call, line, eventfds):
            continue
        calls[_SAME.get(call["name"], call["name"])] += 1
    return calls


def _end(lines):
    """Behind the last line that closes a socket; without one, behind them all."""
    closing = [place for place, line in enumerate(lines) if _CLOSE.match(line)]
    return closing[-1] + 1 if closing else len(lines)


def _is_waking(call, line, eventfds):
    if _SAME.get(call["name"], call["name"]) != "epoll_wait":
        return "[eventfd]" in (call["first"] or "")
    woken = {_descriptor(event) for event in _EVENT.finditer(line)}
    return woken <= eventfds if woken else _TIMER.match(line) is not None


def _descriptor(event):
    return int(event["decimal"]) if event["decimal"] else int(event["hexadecimal"], 16)
